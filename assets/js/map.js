/** The province map: measure and year without a round trip, one Tab stop, state in the URL. */
(function () {
  "use strict";
  var data = JSON.parse(document.getElementById("map-data").textContent);
  var form = document.getElementById("map-controls");
  var svg = document.querySelector("svg.map");
  var card = document.getElementById("map-card");
  var title = document.getElementById("map-title");
  var legend = document.getElementById("map-legend");
  var outline = document.getElementById("map-mark");
  var body = document.querySelector("#map-ranking tbody");
  var shapes = {}, rows = {};
  svg.querySelectorAll("a[data-id]").forEach(function (a) { shapes[a.dataset.id] = a; });
  body.querySelectorAll("tr").forEach(function (tr) { rows[tr.dataset.id] = tr; });

  function state() { return { measure: form.measure.value, year: form.year.value }; }
  function series() { var s = state(); return data.series[s.measure + "|" + s.year]; }

  function words(index, s) {
    var value = s.v[index] || data.missing[s.c[index].slice(2)] || "";
    return { name: data.names[index], value: value, rank: s.r[index] === value ? "" : s.r[index] };
  }

  function paint() {
    var s = series(), counts = {};
    data.ids.forEach(function (id, i) {
      var w = words(i, s), a = shapes[id], tr = rows[id];
      counts[s.c[i]] = (counts[s.c[i]] || 0) + 1;
      a.firstElementChild.setAttribute("class", s.c[i]);
      a.setAttribute("aria-label", w.name + ": " + w.value + (w.rank ? ", " + w.rank : ""));
      tr.querySelector("rect").setAttribute("class", s.c[i]);
      write(tr.querySelector(".cell-value"), s.v[i], s.c[i], w.value);
      write(tr.querySelector(".cell-rank"), s.v[i] ? s.p[i] || s.r[i] : "", s.c[i], "");
    });
    var before = null;
    s.order.forEach(function (i) {
      var tr = rows[data.ids[i]];
      if (tr !== (before ? before.nextElementSibling : body.firstElementChild))
        body.insertBefore(tr, before ? before.nextElementSibling : body.firstElementChild);
      before = tr;
    });
    title.textContent = s.title;
    svg.setAttribute("aria-label", s.title);
    drawLegend(s, counts);
    hide();
  }

  function write(cell, text, kind, missing) {
    if (text) cell.innerHTML = '<data class="num" data-provenance="' + svg.dataset.provenance + '"></data>';
    else cell.innerHTML = missing ? '<span class="missing missing-' + kind.slice(2) + '"></span>' : "";
    var inner = cell.firstElementChild;
    if (!inner) return;
    inner.textContent = text || missing;
    if (text) inner.setAttribute("value", text);
  }

  function drawLegend(s, counts) {
    var list = legend.querySelector("ul"), labels = data.scales[s.scale];
    var keys = labels.map(function (label, i) { return [s.scale + i, label]; });
    Object.keys(data.missing).forEach(function (kind) {
      if (counts["m-" + kind]) keys.push(["m-" + kind, data.missing[kind]]);
    });
    legend.querySelector(".legend-unit").firstChild.textContent = data.text["unit_" + s.scale] + " ";
    list.replaceChildren.apply(list, keys.map(function (key) {
      var li = document.createElement("li");
      li.className = "legend-item" + (counts[key[0]] ? "" : " none");
      li.dataset.class = key[0];
      li.innerHTML = '<svg class="swatch" viewBox="0 0 24 16" aria-hidden="true"><rect width="24" height="16" class="' +
        key[0] + '"/></svg><span class="legend-label"></span><span class="legend-count"></span>';
      li.querySelector(".legend-label").textContent = key[1];
      li.querySelector(".legend-count").textContent = data.text.count.replace("{count}", counts[key[0]] || 0);
      return li;
    }));
  }

  function address() {
    var s = state(), url = new URL(window.location);
    ["measure", "year"].forEach(function (name) {
      var first = name === "measure" ? "overall" : data.latest;
      if (s[name] === first) url.searchParams.delete(name); else url.searchParams.set(name, s[name]);
    });
    return url;
  }
  function languageLinks(url) {
    var link = document.querySelector("[data-language]");
    link.href = link.pathname + url.search;
  }
  form.addEventListener("change", function () {
    var url = address();
    history.pushState(null, "", url);
    languageLinks(url);
    paint();
  });
  form.addEventListener("submit", function (event) { event.preventDefault(); });

  function fromAddress() {
    var query = new URL(window.location).searchParams;
    form.measure.value = query.get("measure") || "overall";
    form.year.value = query.get("year") || data.latest;
    if (!form.measure.value) form.measure.value = "overall";
    if (!form.year.value) form.year.value = data.latest;
    languageLinks(new URL(window.location));
    paint();
  }
  window.addEventListener("popstate", fromAddress);
  window.addEventListener("pageshow", fromAddress);

  var current = null;
  function show(id) {
    var s = series(), i = data.ids.indexOf(id), w = words(i, s);
    if (current && current !== id) mark(current, false);
    current = id;
    mark(id, true);
    card.innerHTML = "<strong></strong><span class=card-value></span><span class=card-rank></span><em></em>";
    card.children[0].textContent = w.name;
    card.children[1].textContent = w.value;
    card.children[2].textContent = w.rank;
    card.children[3].textContent = card.dataset.status || "";
    card.hidden = false;
    var box = shapes[id].getBoundingClientRect(), frame = card.parentElement.getBoundingClientRect();
    var x = box.left + box.width / 2 - frame.left, y = box.top - frame.top;
    card.style.left = Math.max(0, Math.min(frame.width - card.offsetWidth, x - card.offsetWidth / 2)) + "px";
    card.style.top = Math.max(0, y - card.offsetHeight - 8) + "px";
  }
  function mark(id, on) {
    shapes[id].classList.toggle("is-on", on);
    rows[id].classList.toggle("is-on", on);
    outline.setAttribute("d", on ? shapes[id].firstElementChild.getAttribute("d") : "");
  }
  function hide() {
    if (current) mark(current, false);
    current = null;
    card.hidden = true;
  }
  svg.addEventListener("pointerover", function (event) {
    var a = event.target.closest("a[data-id]");
    if (a && event.pointerType !== "touch") show(a.dataset.id);
  });
  svg.addEventListener("pointerleave", hide);
  svg.addEventListener("focusin", function (event) {
    var a = event.target.closest("a[data-id]");
    if (a && current !== a.dataset.id) show(a.dataset.id);
  });
  svg.addEventListener("focusout", hide);
  // A first tap shows the card, a second one follows the link.
  var tapped = null;
  svg.addEventListener("click", function (event) {
    var a = event.target.closest("a[data-id]");
    if (!a || event.pointerType !== "touch" || tapped === a.dataset.id) return;
    event.preventDefault();
    tapped = a.dataset.id;
    show(tapped);
  });
  body.addEventListener("pointerover", function (event) {
    var tr = event.target.closest("tr[data-id]");
    if (tr && event.pointerType !== "touch" && tr.dataset.id !== current) show(tr.dataset.id);
  });
  body.addEventListener("pointerleave", hide);
  document.addEventListener("keydown", function (event) { if (event.key === "Escape") hide(); });
  performance.mark("phrom-map");
})();
