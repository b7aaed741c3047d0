/** Suggestions in every search form: a combobox whose list never chooses by itself. */
(function () {
  "use strict";
  var lang = document.documentElement.lang;

  function make(tag, parent, attributes, text) {
    var node = document.createElement(tag);
    for (var name in attributes) node.setAttribute(name, attributes[name]);
    if (text) node.textContent = text;
    return parent.appendChild(node);
  }

  document.querySelectorAll("form.search input[name=q]").forEach(function (input) {
    var id = input.id + "-list", row = input.parentNode, hits = [], at = -1, asked = 0, timer;
    var list = make("ul", row, {
      id: id, role: "listbox", class: "suggest", hidden: "", "aria-label": input.labels[0].textContent
    });
    var said = make("div", row, { role: "status", class: "visually-hidden" });
    set({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id });

    function set(attributes) {
      for (var name in attributes) input.setAttribute(name, attributes[name]);
    }
    function open(wanted) {
      list.hidden = !wanted;
      set({ "aria-expanded": String(wanted) });
      if (!wanted) mark(-1);
    }
    function mark(place) {
      if (hits[at]) list.children[at].removeAttribute("aria-selected");
      at = place;
      if (!hits[at]) return input.removeAttribute("aria-activedescendant");
      list.children[at].setAttribute("aria-selected", "true");
      list.children[at].scrollIntoView({ block: "nearest" });
      set({ "aria-activedescendant": list.children[at].id });
    }
    function show(answer) {
      mark(-1);
      hits = answer.hits;
      list.textContent = "";
      hits.forEach(function (hit, place) {
        var option = make("li", list, { role: "option", id: id + place });
        make("span", option, {}, hit.label);
        var note = make("small", option, {}, hit.kind);
        if (hit.beside) {
          note.append(" · ");
          make("span", note, { lang: hit.lang }, hit.beside);
        }
      });
      said.textContent = answer.said;
      open(hits.length > 0);
    }
    function ask() {
      var mine = ++asked, text = input.value.trim(), version = input.form.elements.asof;
      if (!text) return show({ hits: [], said: "" });
      fetch("/suggest?lang=" + lang + "&q=" + encodeURIComponent(text) + (version ? "&asof=" + version.value : "")).then(function (answer) {
        return answer.ok ? answer.json() : { hits: [], said: "" };
      }).then(function (answer) {
        if (mine === asked && document.activeElement === input) show(answer);
      }, function () { open(false); });
    }

    input.addEventListener("input", function () {
      clearTimeout(timer);
      timer = setTimeout(ask, 120);
    });
    input.addEventListener("keydown", function (event) {
      var key = event.key, last = hits.length - 1, to;
      if (event.isComposing || !hits.length || event.ctrlKey || event.metaKey) return;
      if (list.hidden) {
        if (key !== "ArrowDown" && key !== "ArrowUp") return;
        open(true);
      }
      if (key === "ArrowDown") to = at < last ? at + 1 : -1;
      else if (key === "ArrowUp") to = at < 0 ? last : at - 1;
      else if (key === "Home" && at >= 0) to = 0;
      else if (key === "End" && at >= 0) to = last;
      else if (key === "Enter" && at >= 0) location.assign(hits[at].href);
      else if (key === "Escape") open(false);
      else return;
      event.preventDefault();
      if (to !== undefined) mark(to);
    });
    input.addEventListener("blur", function () {
      asked++;
      clearTimeout(timer);
      open(false);
    });
    // The press must not take the focus, for its loss closes the list before the click.
    list.addEventListener("mousedown", function (event) { event.preventDefault(); });
    list.addEventListener("click", function (event) {
      var option = event.target.closest("li");
      if (option) location.assign(hits[Array.prototype.indexOf.call(list.children, option)].href);
    });
  });
})();
