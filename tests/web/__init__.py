"""Pages and the API, asked the way a browser asks them."""
