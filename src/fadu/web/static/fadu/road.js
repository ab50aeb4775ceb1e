/* Keeps the page of the on-the-spot penalty, its style and its script, so that it opens without a network.
   Only pages that were shown are kept, never an answer to an act; with a network, the network answers. */
"use strict";
var NAME = "fadu-road";

function kept(request) {
  var path = new URL(request.url).pathname;
  return request.method === "GET" && (path === "/quick/penalty" || path.indexOf("/static/") === 0);
}

self.addEventListener("install", function () { self.skipWaiting(); });
self.addEventListener("activate", function (event) { event.waitUntil(self.clients.claim()); });
self.addEventListener("fetch", function (event) {
  if (!kept(event.request)) return;
  event.respondWith(
    fetch(event.request).then(function (answer) {
      if (!answer.ok || answer.redirected) return answer;
      var copy = answer.clone();
      return caches.open(NAME).then(function (cache) { return cache.put(event.request, copy); }).then(function () { return answer; });
    }).catch(function (lost) {
      return caches.match(event.request, { ignoreSearch: true, ignoreVary: true }).then(function (found) {
        if (found) return found;
        throw lost;
      });
    })
  );
});
