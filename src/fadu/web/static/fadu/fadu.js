/* Small conveniences over pages that work without them: kept drafts, the offline hint, photo previews,
   a signature pad, keys in a register, a row opened in its place. Nothing here decides anything. */
(function () {
  "use strict";
  var root = document.documentElement;
  root.setAttribute("data-script", "");

  function each(selector, act, within) {
    Array.prototype.forEach.call((within || document).querySelectorAll(selector), act);
  }

  /* Offline hint */
  function online() {
    root.toggleAttribute("data-offline", !navigator.onLine);
  }
  window.addEventListener("online", online);
  window.addEventListener("offline", online);

  /* Drafts: what is typed stays in this tab until the act is done; an act of the road (data-draft-device) stays on the
     device, with its key, so that however often it is sent it is done once. Passwords, files and tokens are never kept. */
  function keep(form) {
    var key = "draft:" + form.dataset.draft;
    var onDevice = form.hasAttribute("data-draft-device"), store = onDevice ? localStorage : sessionStorage;
    var CARRIED = ["_key", "_on", "_with", "drawn"];
    var note = form.querySelector("[data-draft-note]");
    var timer;
    function inputs() {
      return Array.prototype.filter.call(form.elements, function (e) {
        if (onDevice && CARRIED.indexOf(e.name) >= 0) return true;
        return e.name && e.name[0] !== "_" && ["hidden", "file", "password", "submit", "button"].indexOf(e.type) < 0
          && e.name !== "csrfmiddlewaretoken";
      });
    }
    function save() {
      var kept = inputs().map(function (e) {
        return [e.name, e.type === "radio" || e.type === "checkbox" ? (e.checked ? e.value : null) : e.value, e.value];
      });
      try {
        store.setItem(key, JSON.stringify(kept));
        var now = new Date();
        if (note) note.textContent = "草稿已于" + now.getHours() + "时" + String(now.getMinutes()).padStart(2, "0") + "分存在本机";
      } catch (full) { /* a full or forbidden store only means that nothing is kept */ }
    }
    function restore() {
      var kept;
      try { kept = JSON.parse(store.getItem(key) || "null"); } catch (broken) { return; }
      if (!kept || form.hasAttribute("data-typed") || form.querySelector(".wrong") || document.getElementById("errors")) return;
      var seen = {};
      inputs().forEach(function (e) {
        var choice = e.type === "radio" || e.type === "checkbox";
        var at = seen[e.name] = (seen[e.name] || 0);
        var mine = kept.filter(function (k) { return k[0] === e.name && (!choice || k[2] === e.value); });
        if (!mine.length) return;
        if (choice) e.checked = mine[0][1] !== null;
        else if (mine[at]) e.value = mine[at][1];
        seen[e.name] = at + 1;
      });
      form.setAttribute("data-restored", "");
      if (note) note.textContent = "已恢复上次未办完的草稿";
    }
    if (onDevice && !store.getItem(key) && !form.hasAttribute("data-typed") && window.crypto && crypto.randomUUID) form.elements._key.value = crypto.randomUUID();
    restore();
    form.addEventListener("input", function () { clearTimeout(timer); timer = setTimeout(save, 600); });
    form.addEventListener("submit", function (event) {
      if (onDevice && !navigator.onLine) {
        form.elements._on.value = form.elements._on.value || new Date().toLocaleDateString("sv-SE");
        store.setItem(key + ":waiting", "1");
      }
      save();
      if (!onDevice) try { store.setItem("draft-sent", key); } catch (full) { /* then the draft is merely offered again */ }
      if (navigator.onLine) return;
      event.preventDefault();
      if (note) note.textContent = onDevice ? "没有网络，已存在本机，联网后自动办理一次" : "现在没有网络，内容已存在本机，联网后再按一次";
    });
    if (!onDevice) return;
    if (document.getElementById("errors")) store.removeItem(key + ":waiting");
    if (!store.getItem(key + ":waiting")) return;
    if (navigator.onLine) form.requestSubmit();
    else if (note) note.textContent = "没有网络，已存在本机，联网后自动办理一次";
  }
  /* A form keeps its key: who goes back to one already sent and presses again gets the answer to the first time, and is told so */
  each("form", function (form, place) {
    var key = form.elements._key, note = form.querySelector("[data-draft-note]");
    if (!key || form.hasAttribute("data-draft-device")) return;
    form.addEventListener("submit", function () { history.replaceState({ sent: key.value, from: form.action + place }, ""); });
    window.addEventListener("pageshow", function (event) {
      var back = event.persisted || (performance.getEntriesByType("navigation")[0] || {}).type === "back_forward", state = history.state || {};
      if (!back || state.from !== form.action + place || document.getElementById("errors")) return;
      key.value = state.sent;
      if (note) note.textContent = "刚才已从这里办过一次：原样再按，仍是那一次；要改正的，到“事项”里办";
    });
  });
  /* What may be sent once only: the answer to a second press would hide that to the first */
  each("form[data-once]", function (form) {
    form.addEventListener("submit", function () {
      setTimeout(function () { form.querySelectorAll("button").forEach(function (button) { button.disabled = true; }); });
    });
  });
  /* What was sent and is done is no draft any more: the same form, opened for the next case, begins empty */
  try {
    if (document.querySelector(".message.done")) sessionStorage.removeItem(sessionStorage.getItem("draft-sent"));
    sessionStorage.removeItem("draft-sent");
  } catch (forbidden) { /* nothing was kept */ }
  each("[data-draft-done]", function (done) {
    var key = "draft:" + done.dataset.draftDone;
    sessionStorage.removeItem(key);
    localStorage.removeItem(key);
    localStorage.removeItem(key + ":waiting");
  });
  each("form[data-draft]", keep);

  /* The page of the road opens without a network once it was opened with one; who signs in begins with none kept */
  each("[data-worker]", function (page) {
    if (navigator.serviceWorker) navigator.serviceWorker.register(page.dataset.worker, { scope: "/quick/" });
  });
  each("[data-forget]", function () { if (window.caches) caches.delete("fadu-road"); });
  window.addEventListener("online", function () {
    if (document.querySelector("form[data-draft-device]") && Object.keys(localStorage).some(function (k) { return k.slice(-8) === ":waiting"; })) location.reload();
  });

  /* A choice in a filter sentence asks at once */
  each("[data-submit]", function (select) {
    select.addEventListener("change", function () { select.form.requestSubmit(); });
  });

  /* One answer leads to the next: a choice that was tapped, or Enter in a line. Arrow keys among choices lead nowhere. */
  each("[data-leads]", function (from) {
    var next = document.getElementById(from.dataset.leads), tapped = false;
    from.addEventListener("pointerdown", function () { tapped = true; });
    from.addEventListener("change", function () {
      if (tapped && !next.value) next.focus();
      tapped = false;
    });
    from.addEventListener("keydown", function (event) {
      tapped = false;
      if (event.key !== "Enter" || event.isComposing || event.target.type !== "text") return;
      event.preventDefault();
      next.focus();
    });
  });

  /* A link into what is folded opens it, and on paper everything is open */
  function unfold() {
    var target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    var fold = target && target.closest("details");
    if (fold && !fold.open) {
      fold.open = true;
      target.scrollIntoView();
    }
  }
  window.addEventListener("hashchange", unfold);
  unfold();
  window.addEventListener("beforeprint", function () { each("details.leaf", function (leaf) { leaf.open = true; }); });

  /* Names that may be written into a text: pressed, they go in where the cursor stands. */
  each("[data-insert]", function (list) {
    var into = document.getElementById(list.dataset.insert);
    each("code", function (name) {
      var button = document.createElement("button");
      button.type = "button";
      button.className = "insert";
      button.textContent = name.textContent;
      button.addEventListener("click", function () {
        into.setRangeText(button.textContent, into.selectionStart, into.selectionEnd, "end");
        into.dispatchEvent(new Event("input", { bubbles: true }));
        into.focus();
      });
      name.replaceWith(button);
    }, list);
  });

  each("[data-print]", function (button) { button.addEventListener("click", function () { window.print(); }); });

  /* Photographs are shown before they are sent */
  each("input[type=file][data-preview]", function (input) {
    var place = document.createElement("div");
    place.className = "previews";
    input.after(place);
    input.addEventListener("change", function () {
      place.textContent = "";
      Array.prototype.forEach.call(input.files, function (file) {
        if (file.type.indexOf("image/") !== 0) return;
        var image = new Image();
        image.src = URL.createObjectURL(file);
        image.alt = file.name;
        place.append(image);
      });
    });
  });

  /* The on-the-spot penalty: who can draw signs on the screen; the partner chosen is named at once */
  each("form[data-penalty]", function (form) {
    var preset = form.querySelector("[data-preset]"), name = form.querySelector("[data-pair]");
    if (preset && !form.hasAttribute("data-restored")) preset.checked = true;
    var tapped = false;
    form.addEventListener("pointerdown", function () { tapped = true; });
    form.addEventListener("keydown", function () { tapped = false; });
    function look(event) {
      var data = new FormData(form), partner = form.querySelector("[name=_with]:checked");
      each("[data-sign]", function (e) { e.hidden = data.get("signed") !== "屏上签名"; }, form);
      if (name && partner) name.textContent = partner.dataset.name;
      if (tapped && event && event.target.name === "_with") event.target.closest("details").open = false;  // not under the arrow keys
    }
    form.addEventListener("change", look);
    look();
  });

  /* Signature: strokes on a canvas, kept as a picture in a hidden input */
  each("[data-sign]", function (pad) {
    var canvas = pad.querySelector("canvas"), out = pad.querySelector("input"), pen = canvas.getContext("2d"), last;
    var note = pad.querySelector(".sign-note");
    pen.lineWidth = 5; pen.lineCap = pen.lineJoin = "round"; pen.strokeStyle = "#1d1b19";
    function point(event) {
      var box = canvas.getBoundingClientRect();
      return [(event.clientX - box.left) * canvas.width / box.width, (event.clientY - box.top) * canvas.height / box.height];
    }
    canvas.addEventListener("pointerdown", function (event) { canvas.setPointerCapture(event.pointerId); last = point(event); if (note) note.hidden = true; });
    canvas.addEventListener("pointermove", function (event) {
      if (!last) return;
      var next = point(event);
      pen.beginPath(); pen.moveTo(last[0], last[1]); pen.lineTo(next[0], next[1]); pen.stroke();
      last = next;
    });
    canvas.addEventListener("pointerup", function () { last = null; out.value = canvas.toDataURL("image/png"); });
    pad.querySelector("[data-sign-clear]").addEventListener("click", function () {
      pen.clearRect(0, 0, canvas.width, canvas.height); out.value = "";
    });
  });

  /* Registers: j and k or the arrows walk the rows, Enter opens */
  each("table[data-keys]", function (table) {
    var links = Array.prototype.slice.call(table.querySelectorAll("tbody th a"));
    table.addEventListener("keydown", function (event) {
      var step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
      if (!step) return;
      var next = links[links.indexOf(document.activeElement) + step];
      if (next) { next.focus(); event.preventDefault(); }
    });
  });

  /* A row opens below itself; a second press, or a press with a modifier, goes to its page */
  each("a[data-peek]", function (link) {
    link.addEventListener("click", function (event) {
      if (event.ctrlKey || event.metaKey || event.shiftKey || innerWidth < 832) return;
      event.preventDefault();
      var row = link.closest("tr"), open = row.nextElementSibling;
      if (open && open.classList.contains("open-row")) {
        open.remove();
        link.setAttribute("aria-expanded", "false");
        return;
      }
      fetch(link.dataset.peek, { headers: { "HX-Request": "true" }, credentials: "same-origin" })
        .then(function (answer) { return answer.ok ? answer.text() : Promise.reject(answer); })
        .then(function (html) {
          var place = document.createElement("tr"), cell = document.createElement("td");
          place.className = "open-row";
          cell.colSpan = row.children.length;
          cell.innerHTML = html;
          place.append(cell);
          row.after(place);
          link.setAttribute("aria-expanded", "true");
        })
        .catch(function () { location.href = link.href; });
    });
  });

  /* Error summary first, wherever it is */
  var errors = document.getElementById("errors");
  if (errors) errors.focus();
  online();
})();
