/* Conveniences of the checker over a page that works without them: files dropped, counts, marks and findings that find
   each other, a replacement shown in the text as soon as it is accepted. Nothing leaves the page before a button is pressed. */
(function () {
  "use strict";
  function each(selector, act, within) {
    Array.prototype.forEach.call((within || document).querySelectorAll(selector), act);
  }

  function size(bytes) {
    return bytes >= 1048576 ? (bytes / 1048576).toFixed(1) + "兆字节" : Math.max(1, Math.round(bytes / 1024)) + "千字节";
  }

  /* One report to give */
  each("[data-source]", function (place) {
    var area = place.querySelector("textarea"), input = place.querySelector("input[type=file]"), note = place.querySelector("[data-note]"), usual = note.textContent;
    function told() {
      var file = input.files[0], length = area.value.replace(/\s/g, "").length;
      var heavy = file && file.size > Number(input.dataset.most);
      note.classList.toggle("wrong", Boolean(heavy));
      place.classList.toggle("full", Boolean(file));
      if (heavy) {
        input.value = "";
        note.textContent = file.name + "有" + size(file.size) + "，超过50兆字节，请只上传正文";
      } else if (file) {
        note.textContent = file.name + "，" + size(file.size);
      } else {
        note.textContent = length ? "已有" + length + "字" : usual;
      }
    }
    input.addEventListener("change", told);
    area.addEventListener("input", told);
    place.addEventListener("dragover", function (event) { event.preventDefault(); place.classList.add("over"); });
    place.addEventListener("dragleave", function () { place.classList.remove("over"); });
    place.addEventListener("drop", function (event) {
      var files = event.dataTransfer.files, text = event.dataTransfer.getData("text/plain");
      place.classList.remove("over");
      if (!files.length && event.target === area) return;
      event.preventDefault();
      if (files.length) input.files = files;
      else if (text) area.value = text;
      told();
    });
    told();
  });

  /* A button that works for a while says so; a download leaves it as it was */
  each("form[data-check], form[data-checked]", function (form) {
    form.addEventListener("submit", function (event) {
      var button = event.submitter;
      if (!button || !button.dataset.busy) return;
      button.dataset.label = button.textContent;
      button.textContent = button.dataset.busy;
      button.setAttribute("aria-busy", "true");
    });
  });
  window.addEventListener("pageshow", function () {
    each("[aria-busy][data-label]", function (button) {
      button.textContent = button.dataset.label;
      button.removeAttribute("aria-busy");
    });
  });

  each("form[data-checked]", function (form) {
    var ticks = Array.prototype.slice.call(form.querySelectorAll("[name=accept]")), all = form.querySelector("[data-all]"), picked = form.querySelector("[data-picked]");
    each("[data-print]", function (button) { button.hidden = false; }, form);

    function over(number) {
      return Array.prototype.filter.call(form.querySelectorAll("a.marked"), function (mark) { return (" " + mark.dataset.over + " ").indexOf(" " + number + " ") >= 0; });
    }

    /* What is accepted is seen in the text: the very characters that go and come, or the whole when marks overlap */
    function preview(tick) {
      var change = tick.parentNode.querySelector(".change"), marks = over(tick.dataset.mark), last = marks[marks.length - 1], old = "", fresh = "";
      if (!last) return;
      Array.prototype.forEach.call(change.childNodes, function (part) {
        if (part.nodeName !== "INS") old += part.textContent;
        if (part.nodeName !== "DEL") fresh += part.textContent;
      });
      if (last.classList.contains("changed")) return restore(last);
      if (marks.length === 1 && last.firstChild && last.firstChild.textContent === old) {
        last.kept = last.firstChild;
        last.replaceChild(change.cloneNode(true), last.firstChild);
        last.classList.add("changed");
        return;
      }
      marks.forEach(function (mark) { mark.classList.toggle("accepted", tick.checked); });
      if (tick.checked) last.dataset.new = fresh; else delete last.dataset.new;
    }
    function restore(mark) {
      mark.replaceChild(mark.kept, mark.firstChild);
      mark.classList.remove("changed");
    }
    function count() {
      var chosen = ticks.filter(function (tick) { return tick.checked; }).length;
      if (picked) picked.textContent = "已选" + chosen + "处";
      if (all) { all.checked = chosen > 0 && chosen === ticks.length; all.indeterminate = chosen > 0 && chosen < ticks.length; }
      each("[data-needs]", function (button) { button.disabled = chosen === 0; }, form);
    }
    ticks.forEach(function (tick) {
      tick.addEventListener("change", function () { preview(tick); count(); });
      if (tick.checked) preview(tick);
    });
    if (all) all.addEventListener("change", function () {
      ticks.forEach(function (tick) { if (tick.checked !== all.checked) { tick.checked = all.checked; preview(tick); } });
      count();
    });
    count();

    /* Marks and findings find each other; the panel moves alone, the page stays */
    function here(element) {
      each(".here", function (old) { old.classList.remove("here"); }, form);
      if (element) element.classList.add("here");
    }
    form.addEventListener("click", function (event) {
      var link = event.target.closest('a[href^="#"]');
      if (!link) return;
      var target = document.getElementById(link.hash.slice(1));
      if (!target) return;
      if (target.matches("span")) target = over(link.hash.slice(6))[0] || target;
      event.preventDefault();
      here(target);
      var panel = target.closest(".finds");
      if (panel && getComputedStyle(panel).position === "sticky") panel.scrollTo({ top: target.offsetTop - panel.offsetTop - 60, behavior: "smooth" });
      else target.scrollIntoView({ block: "center", behavior: "smooth" });
      if (target.matches("a")) target.focus({ preventScroll: true });
    });
  });
})();
