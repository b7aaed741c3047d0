/** The province map: choices without a round trip, one Tab stop, arrow keys, state in the URL. */
(function () {
  "use strict";
  var $ = document.getElementById.bind(document);
  var data = JSON.parse($("map-data").textContent);
  var form = $("map-controls"), svg = $("map"), card = $("map-card"), live = $("map-live");
  var outline = $("map-mark"), legend = $("map-legend"), layout = $("map-layout");
  var faces = $("map-faces"), tools = $("map-tools"), strip = $("map-strip"), divider = $("map-unranked");
  var body = document.querySelector("#map-ranking tbody");
  var DEFAULTS = { measure: "overall", year: data.latest, region: "all", kind: "all", classes: "fixed", view: "map" };
  var whole = svg.getAttribute("viewBox"), current = -1, pressed = null;
  // Provinces are known by their place among the outlines.
  var links = Array.from(svg.querySelectorAll("#map-shapes a"));
  var ids = links.map(function (a) { return a.dataset.id; }), rows = [];
  var dots = Array.from(strip.querySelectorAll("[data-id]"));
  body.querySelectorAll("tr[data-id]").forEach(function (tr) { rows[ids.indexOf(tr.dataset.id)] = tr; });
  var names = rows.map(function (tr) { return tr.querySelector("a").textContent; });
  function index(node) {
    var one = node.closest && node.closest("[data-id]");
    return one ? ids.indexOf(one.dataset.id) : -1;
  }

  // A column comes as runs in the order of the ranking, "64.6*2|63.9"; here it gets that of the outlines.
  function column(text, order) {
    var out = [], at = 0;
    text.split("|").forEach(function (part) {
      var run = part.split("*"), times = +run[1] || 1;
      for (; times; times--, at++) out[order ? order[at] : at] = run[0];
    });
    return out;
  }
  function unpack(s) {
    var stacks = {}, x = column(s.x);
    function look(table, part) { return function (n) { return part === undefined ? table[n] : table[n][part]; }; }
    s.order = s.o;
    s.k = column(s.b, s.o);
    s.b = s.k.map(look(data.bands));
    s.p = column(s.r, s.o).map(look(data.ranks, 1));
    s.r = column(s.r, s.o).map(look(data.ranks, 0));
    s.v = column(s.v, s.o);
    s.g = column(s.g, s.o);
    for (var how in s.c) s.c[how] = column(s.c[how], s.o);
    s.s = [];
    s.o.forEach(function (i, place) {
      var at = x[place], level = stacks[at] || 0;
      if (!at) return;
      stacks[at] = level + 1;
      s.s[i] = [data.strip[0] + at * data.strip[2], data.strip[1] - level * data.strip[2]];
    });
    return s;
  }
  var regions = column(data.regions);

  // State: the form and the face, as the address has them.
  var face = new URL(location).searchParams.get("view") || "map";
  function field(name) { return form.elements[name].value; }
  function series() {
    var s = data.series[field("measure") + "|" + field("year")] ||
      data.series[field("measure") + "|" + (form.elements.year.value = data.latest)];
    return s.order ? s : unpack(s);
  }
  function read() {
    var query = new URL(location).searchParams;
    ["measure", "year", "region", "classes"].forEach(function (name) {
      var select = form.elements[name];
      select.value = query.get(name) || DEFAULTS[name];
      if (select.selectedIndex < 0) select.value = DEFAULTS[name];
    });
    face = query.get("view") || "map";
    if (!/^(map|tiles|table)$/.test(face)) face = "map";
  }
  function write() {
    var url = new URL(location);
    ["measure", "year", "region", "kind", "classes"].forEach(function (name) { put(url, name, field(name)); });
    put(url, "view", face);
    if (url.href !== location.href) history.pushState(null, "", url);
    follow();
  }
  function put(url, name, value) {
    if (value === DEFAULTS[name]) url.searchParams.delete(name); else url.searchParams.set(name, value);
  }
  // Links that lead to this view elsewhere keep up with it.
  function follow() {
    var language = document.querySelector("[data-language]");
    language.href = language.pathname + location.search;
    document.querySelectorAll("[data-rows]").forEach(function (link) {
      link.search = location.search;
    });
    document.querySelectorAll("[data-follows]").forEach(function (link) {
      var to = new URL(link.href), version = to.searchParams.get("asof");
      to.search = location.search;
      if (version) to.searchParams.set("asof", version);
      link.href = to;
      if (link.dataset.follows === "text") link.textContent = to;
    });
    faces.querySelectorAll("a").forEach(function (a) {
      var url = new URL(location);
      put(url, "view", a.dataset.face);
      a.href = url.pathname + url.search;
      if (a.dataset.face === face) a.setAttribute("aria-current", "true"); else a.removeAttribute("aria-current");
    });
  }

  // Painting.
  function value(s, i) { return s.v[i] || data.missing[s.c.fixed[i].slice(2)] || ""; }
  function said(s, i) {
    return names[i] + ", " + links[i].textContent + ": " + [value(s, i), s.b[i], s.r[i]].filter(Boolean).join(", ");
  }
  function paint() {
    var s = series(), how = field("classes"), region = field("region"), css = s.c[how];
    ids.forEach(function (id, i) {
      var out = region !== "all" && regions[i] !== region, tr = rows[i], spot = s.s[i];
      links[i].children[0].setAttribute("class", css[i]);
      links[i].children[1].firstElementChild.setAttribute("class", css[i]);
      links[i].setAttribute("aria-label", said(s, i));
      links[i].classList.toggle("is-dim", out);
      tr.hidden = out;
      tr.querySelector("rect").setAttribute("class", css[i]);
      cell(tr, ".cell-value", s.v[i], value(s, i), css[i]);
      cell(tr, ".cell-rank", s.p[i], s.r[i]);
      cell(tr, ".cell-range", s.g[i]);
      tr.querySelector(".cell-band").innerHTML = s.b[i] ? '<span class="band band-' + s.k[i] + '"></span>' : "";
      if (s.b[i]) tr.querySelector(".band").textContent = s.b[i];
      dots[i].setAttribute("class", css[i]);
      dots[i].setAttribute("visibility", spot ? "visible" : "hidden");
      if (spot) { dots[i].setAttribute("cx", spot[0]); dots[i].setAttribute("cy", spot[1]); }
    });
    var ordered = s.order.map(function (i) { return rows[i]; });
    ordered.splice(s.ranked, 0, divider);
    divider.hidden = s.ranked === s.order.length;
    body.append.apply(body, ordered);
    $("map-title").textContent = s.title;
    svg.setAttribute("aria-label", s.title);
    document.querySelectorAll("#map-method [data-classes]").forEach(function (n) { n.hidden = n.dataset.classes !== how; });
    drawLegend(s.l[how], s.unit);
    svg.setAttribute("class", "map face-" + face);
    layout.className = "map-layout face-" + face;
    frame();
    select(-1);
  }
  function frame() {
    var region = field("region");
    zoom(region === "all" ? null : function (i) { return regions[i] === region; });
  }
  function cell(tr, name, text, missing, kind) {
    var box = tr.querySelector(name), node;
    box.textContent = "";
    if (text) {
      node = document.createElement("data");
      node.className = "num";
      node.dataset.provenance = svg.dataset.provenance;
      node.setAttribute("value", node.textContent = text);
    } else if (missing) {
      node = document.createElement("span");
      node.className = kind ? "missing missing-" + kind.slice(2) : "";
      node.textContent = missing;
    }
    if (node) box.appendChild(node);
  }
  function drawLegend(items, unit) {
    legend.querySelector(".legend-words").textContent = unit;
    var list = legend.querySelector("ul");
    list.replaceChildren.apply(list, items.map(function (item) {
      var li = document.createElement("li");
      li.className = item[2] ? "" : "none";
      li.innerHTML = '<button type="button" aria-pressed="false" data-class="' + item[0] +
        '"><svg class="swatch" viewBox="0 0 24 16" aria-hidden="true"><rect width="24" height="16" class="' + item[0] +
        '"/></svg><span class="legend-label"></span><span class="legend-count"></span></button>';
      li.querySelector(".legend-label").textContent = item[1];
      li.querySelector(".legend-count").textContent = item[2];
      return li;
    }));
    highlight(null);
  }
  function highlight(css) {
    pressed = css;
    legend.querySelectorAll("button").forEach(function (b) {
      b.setAttribute("aria-pressed", String(b.dataset.class === css));
    });
    var painted = series().c[field("classes")];
    ids.forEach(function (id, i) {
      var off = css !== null && painted[i] !== css;
      [links[i], dots[i], rows[i]].forEach(function (node) { node.classList.toggle("is-off", off); });
    });
  }

  // Zoom: the view box of the map; the tiles always fit.
  function zoom(test) {
    if (!test || face !== "map") { svg.setAttribute("viewBox", whole); return; }
    var l = 1e9, t = 1e9, r = 0, b = 0;
    links.forEach(function (a, i) {
      if (!test(i)) return;
      var box = a.children[0].getBBox();
      l = Math.min(l, box.x); t = Math.min(t, box.y); r = Math.max(r, box.x + box.width); b = Math.max(b, box.y + box.height);
    });
    var pad = 0.06 * Math.max(r - l, b - t);
    svg.setAttribute("viewBox", [l - pad, t - pad, r - l + 2 * pad, b - t + 2 * pad].join(" "));
    svg.classList.add("is-zoomed");
  }

  // Selection: one province at a time, on every face at once.
  function select(i) {
    if (current >= 0) [rows[current], dots[current], links[current]].forEach(function (n) { n.classList.remove("is-on"); });
    current = i;
    card.hidden = i < 0;
    outline.setAttribute("d", i < 0 || face !== "map" ? "" : links[i].children[0].getAttribute("d"));
    tools.querySelector('[data-tool="province"]').disabled = i < 0 && last < 0;
    if (i < 0) return;
    [rows[i], dots[i], links[i]].forEach(function (n) { n.classList.add("is-on"); });
    dots[i].parentNode.insertBefore(dots[i], dots[i].parentNode.querySelector(".strip-ticks"));
    last = i;
    tabStop(i);
    showCard(i);
  }
  var last = -1;
  function showCard(i) {
    var s = series(), parts = [names[i], value(s, i), [s.b[i], s.r[i]].filter(Boolean).join(" · "), data.text.status];
    card.innerHTML = '<strong></strong><span class="card-value"></span><span></span><em></em><a></a>';
    parts.forEach(function (text, n) { card.children[n].textContent = text; });
    card.children[4].href = links[i].getAttribute("href");
    card.children[4].textContent = data.text.open;
    if (face === "table") { card.hidden = true; return; }
    var box = links[i].children[face === "map" ? 0 : 1].getBoundingClientRect();
    var frame = card.parentElement.getBoundingClientRect();
    var x = box.left + box.width / 2 - frame.left - card.offsetWidth / 2, y = box.top - frame.top - card.offsetHeight - 8;
    card.style.left = Math.max(0, Math.min(frame.width - card.offsetWidth, x)) + "px";
    card.style.top = (y < -40 ? box.bottom - frame.top + 8 : y) + "px";
  }

  // One Tab stop; arrows walk.
  function tabStop(i) { links.forEach(function (a, n) { a.setAttribute("tabindex", n === i ? "0" : "-1"); }); }
  tabStop(0);
  data.near.forEach(function (others, i) {
    others.forEach(function (n) { if (n > i) data.near[n].push(i); });
  });
  var DIRECTIONS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  function walk(from, way) {
    var place = face === "tiles" ? data.tile : data.at, best = -1, score = Infinity;
    function look(i, limit) {
      var dx = place[i][0] - place[from][0], dy = place[i][1] - place[from][1];
      var along = dx * way[0] + dy * way[1], across = Math.abs(dx * way[1]) + Math.abs(dy * way[0]);
      if (i === from || along <= 0 || across > limit * along) return;
      var cost = along + 2 * across;
      if (cost < score) { score = cost; best = i; }
    }
    if (face !== "tiles") data.near[from].forEach(function (i) { look(i, 1.2); });
    if (best < 0) ids.forEach(function (id, i) { look(i, face === "tiles" ? 0.01 : 1.2); });
    if (best < 0) ids.forEach(function (id, i) { look(i, 6); });
    return best;
  }
  var typed = "", typedAt = 0;
  function jump(key) {
    typed = Date.now() - typedAt > 900 ? key : typed + key;
    typedAt = Date.now();
    var want = typed.toLowerCase();
    return names.findIndex(function (name) { return name.toLowerCase().indexOf(want) === 0; });
  }
  svg.addEventListener("keydown", function (event) {
    var from = index(event.target), to = -1, order = series().order;
    if (from < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    if (DIRECTIONS[event.key]) to = walk(from, DIRECTIONS[event.key]);
    else if (event.key === "Home") to = order[0];
    else if (event.key === "End") to = order[order.length - 1];
    else if (event.key === "Escape") { select(-1); return; }
    else if (event.key.length === 1 && event.key !== " ") to = jump(event.key);
    else return;
    event.preventDefault();
    if (to >= 0) { tabStop(to); links[to].focus(); }
  });
  svg.addEventListener("focusin", function (event) { var i = index(event.target); if (i >= 0 && i !== current) select(i); });
  svg.addEventListener("focusout", function () { select(-1); });

  // Pointer: hover shows, a click follows the link; on touch the first tap shows, the second follows.
  var touch = false;
  document.addEventListener("pointerdown", function (event) { touch = event.pointerType === "touch"; }, true);
  [svg, strip, body].forEach(function (area) {
    area.addEventListener("pointerover", function (event) {
      var i = index(event.target);
      if (i >= 0 && event.pointerType !== "touch" && i !== current) select(i);
    });
    area.addEventListener("pointerleave", function (event) { if (event.pointerType !== "touch") select(-1); });
  });
  svg.addEventListener("click", function (event) {
    var i = index(event.target), inside = event.target.closest("a");
    if (i < 0) { select(-1); return; }
    if (touch && card.dataset.at !== ids[i]) { event.preventDefault(); select(i); card.dataset.at = ids[i]; }
    else if (!inside) location.assign(links[i].getAttribute("href"));
  });
  document.addEventListener("keydown", function (event) { if (event.key === "Escape") select(-1); });

  legend.addEventListener("click", function (event) {
    var button = event.target.closest("button");
    if (button) highlight(button.dataset.class === pressed ? null : button.dataset.class);
  });

  form.addEventListener("change", function (event) {
    write();
    if (event.target.name === "kind") location.reload(); else paint();
  });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  faces.addEventListener("click", function (event) {
    var a = event.target.closest("a");
    if (!a || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    face = a.dataset.face;
    write();
    paint();
  });

  // Tools: zoom and, only when asked, the device's place; it is worked out here and goes nowhere.
  tools.hidden = false;
  tools.addEventListener("click", function (event) {
    var tool = event.target.dataset && event.target.dataset.tool, near;
    if (tool === "country") { form.elements.region.value = "all"; write(); paint(); }
    if (tool === "region" && last >= 0) { form.elements.region.value = regions[last]; write(); paint(); }
    if (tool === "province" && last >= 0) {
      near = last;
      face = "map"; write(); paint();
      zoom(function (i) { return i === near; });
      select(near);
    }
    if (tool === "locate") locate();
  });
  function locate() {
    live.textContent = data.text.asking;
    if (!navigator.geolocation) { live.textContent = data.text.denied; return; }
    navigator.geolocation.getCurrentPosition(function (got) {
      var i = provinceAt(got.coords.latitude, got.coords.longitude);
      if (i < 0) { live.textContent = data.text.outside; return; }
      live.textContent = data.text.found + " " + said(series(), i);
      links[i].focus();
      select(i);
    }, function () { live.textContent = data.text.denied; }, { maximumAge: 6e5, timeout: 15e3 });
  }
  // Lambert azimuthal equal area on a sphere: within a few hundred metres of the drawn outlines.
  function provinceAt(latitude, longitude) {
    var g = data.geo, rad = Math.PI / 180, p = latitude * rad, l = (longitude - g[1]) * rad, p0 = g[0] * rad;
    var k = Math.sqrt(2 / (1 + Math.sin(p0) * Math.sin(p) + Math.cos(p0) * Math.cos(p) * Math.cos(l))) * 6371.0088 / g[4];
    var spot = svg.createSVGPoint();
    spot.x = g[2] + k * Math.cos(p) * Math.sin(l);
    spot.y = g[3] - k * (Math.cos(p0) * Math.sin(p) - Math.sin(p0) * Math.cos(p) * Math.cos(l));
    return links.findIndex(function (a) { return a.children[0].isPointInFill(spot); });
  }

  function again() { read(); follow(); paint(); }
  window.addEventListener("popstate", again);
  window.addEventListener("pageshow", function (event) { if (event.persisted) again(); });
  // The server has painted what the address asks for; the frame alone is ours.
  read();
  follow();
  frame();
  document.documentElement.dataset.map = "ready";
  performance.mark("phrom-map");
})();
