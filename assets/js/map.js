/** The province map: choices without a round trip, one Tab stop, arrow keys, state in the URL. */
(function () {
  "use strict";
  var $ = document.getElementById.bind(document);
  var data = window.phromMap;
  var form = $("map-controls"), svg = $("map"), card = $("map-card"), live = $("map-live");
  var outline = $("map-mark"), legend = $("map-legend"), layout = $("map-layout");
  var faces = $("map-faces"), tools = $("map-tools");
  var DEFAULTS = { measure: "overall", year: data.latest, region: "all", kind: "all", classes: "fixed", view: "map" };
  var whole = svg.getAttribute("viewBox"), current = -1, pressed = null;
  // Provinces are known by their place among the outlines.
  var links = Array.from(svg.querySelectorAll("#map-shapes a"));
  var ids = links.map(function (a) { return a.dataset.id; });
  // Strip and ranking follow in the document: a choice before they are there paints the map alone.
  var grown = false, strip, divider, body, dots = [], places = [], rows = [], names = [];
  function index(node) {
    var one = node.closest && node.closest("[data-id]");
    return one ? ids.indexOf(one.dataset.id) : -1;
  }

  var regions = data.regions, short = data.short;

  // State: the form and the face, as the address has them.
  var face = new URL(location).searchParams.get("view") || "map";
  function field(name) { return form.elements[name].value; }
  // Whether the page brought the chosen year along; an older one is asked for.
  function here() { return data.years.indexOf(field("year")) >= 0; }
  function series() {
    var years = form.elements.year, s = data.of(field("measure"), field("year"));
    if (s) return s;
    function chosen() { return years.selectedOptions[0].text; }
    var first = data.text.first.replace("|", chosen());
    years.value = data.latest;
    live.textContent = first.replace("*", chosen());
    return data.of(field("measure"), data.latest);
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

  // Painting: at once what the reader looks at, the rest after the frame (see docs/islands.md).
  function value(s, i) { return s.v[i] || data.missing[s.c.fixed[i].slice(2)] || ""; }
  function said(s, i) {
    return names[i] + ", " + short[i] + ": " + [value(s, i), s.b[i], s.r[i]].filter(Boolean).join(", ");
  }
  var line = [], waiting = false;
  function later(jobs) {
    line = jobs;
    set(layout, "aria-busy", "true");
    if (!waiting && grown) soon();
    waiting = grown;
  }
  function soon() { requestAnimationFrame(function () { setTimeout(next); }); }
  function next() {
    waiting = line.length > 1;
    if (waiting) soon();
    step();
  }
  function step() {
    if (line.length) line.shift()();
    if (!line.length) layout.removeAttribute("aria-busy");
  }
  function settle() { while (grown && line.length) step(); }
  function paint(address) {
    live.textContent = "";
    var s = series(), how = field("classes"), css = s.c[how], seen = face === "table" ? inSight() : null;
    var part = field("region") === "all" ? "" : form.elements.region.selectedOptions[0].text;
    select(-1);
    if (pressed !== null) highlight(null);
    say($("map-title"), part ? data.text.region.replace("|", s.plain).replace("*", part) : s.finding);
    say($("map-subtitle"), s.title);
    drawLegend(s.l[how], s.unit, part && css);
    document.querySelectorAll("#map-method [data-classes]").forEach(function (n) { n.hidden = n.dataset.classes !== how; });
    if (face === "tiles") tiles();
    set(svg, "class", "map face-" + face);
    set(layout, "class", "map-layout face-" + face + (part && " in-region"));
    if (face === "table") rank(s, css, seen[0], seen[1]); else fill(css, face === "tiles" ? 1 : 0);
    frame();
    later([
      function () {
        if (seen) return;
        seen = inSight();
        scatter(s, css);
        rank(s, css, seen[0], seen[1]);
      },
      address,
      function () {
        rank(s, css, 0, seen[0]);
        rank(s, css, seen[1], places.length);
        if (face === "table") scatter(s, css);
      },
      function () {
        fill(css, 0);
        fill(css, 1);
        links.forEach(function (a, i) { set(a, "aria-label", said(s, i)); });
        set(svg, "aria-label", s.title);
      }
    ]);
  }
  function frame() {
    var region = field("region");
    zoom(region === "all" ? null : function (i) { return regions[i] === region; });
  }
  // What stays is not touched.
  function set(node, name, text) { if (node.getAttribute(name) !== text) node.setAttribute(name, text); }
  function say(node, text) {
    if (!node.firstChild) node.textContent = text;
    else if (node.firstChild.nodeValue !== text) node.firstChild.nodeValue = text;
  }
  function off(i) { return field("region") !== "all" && regions[i] !== field("region"); }
  function fill(css, part) {
    links.forEach(function (a, i) {
      var node = a.children[part];
      if (!node) return;
      set(part ? node.firstElementChild : node, "class", css[i]);
      if (a.classList.contains("is-dim") !== off(i)) a.classList.toggle("is-dim");
    });
  }
  // The places of the ranking that stand in the window now, and some around; all where that will change.
  function inSight() {
    if (!grown) return [0, 0];
    var box = body.getBoundingClientRect(), one = box.height / places.length || 1, last = places.length;
    var stays = layout.classList.contains("face-" + face) && field("region") === "all";
    if (!stays || places.some(function (tr) { return tr.hidden; })) return [0, last];
    function place(y, more) { return Math.max(0, Math.min(last, Math.round((y - box.top) / one) + more)); }
    return [place(0, -3), place(innerHeight, 3)];
  }
  function rank(s, css, from, to) {
    var after = places[s.ranked] || null, change = data.of("change", field("year"));
    if (from < to && divider.nextElementSibling !== after) body.insertBefore(divider, after);
    if (divider) divider.hidden = s.order.slice(s.ranked).every(off);
    for (var n = from; n < to; n++) {
      var tr = places[n], i = s.order[n], cells = tr.cells, a = cells[0].lastElementChild;
      rows[i] = tr;
      set(tr, "data-id", ids[i]);
      if (tr.hidden !== off(i)) tr.hidden = off(i);
      set(cells[0].firstElementChild.firstElementChild, "class", css[i]);
      set(a, "href", links[i].getAttribute("href"));
      say(a, names[i]);
      cell(cells[1], s.v[i], value(s, i), css[i]);
      cell(cells[3], s.p[i], s.r[i]);
      cell(cells[5], s.n[i]);
      if (face !== "table") continue;
      cell(cells[2], "", s.b[i]);
      if (s.b[i]) {
        set(cells[2].firstElementChild, "class", "band band-" + s.k[i]);
        set(cells[2].firstElementChild, "title", data.text.band);
      }
      cell(cells[4], s.g[i]);
      cell(cells[6], change ? change.v[i] : "");
    }
  }
  function cell(box, text, missing, kind) {
    var node = box.firstElementChild, tag = text ? "DATA" : "SPAN";
    if (!text && !missing) { box.textContent = ""; return; }
    if (!node || node.tagName !== tag) {
      box.textContent = "";
      node = box.appendChild(document.createElement(tag));
      if (text) { node.className = "num"; node.dataset.provenance = svg.dataset.provenance; }
    }
    if (text) set(node, "value", text);
    else if (kind) { node.className = "missing missing-" + kind.slice(2); node.removeAttribute("title"); }
    say(node, text || missing);
  }
  function scatter(s, css) {
    var ticks = strip.querySelector(".strip-ticks"), apart = data.strip[3] / (s.t.length - 1);
    s.t.forEach(function (text, n) {
      var tick = ticks.children[n] || ticks.appendChild(ticks.firstElementChild.cloneNode(true));
      set(tick, "x", (data.strip[0] + n * apart).toFixed(0));
      say(tick, text);
    });
    while (ticks.children.length > s.t.length) ticks.lastElementChild.remove();
    say($("strip-unit"), s.unit);
    dots.forEach(function (dot, i) {
      var spot = s.s[i];
      set(dot, "class", css[i] + (off(i) ? " is-off" : ""));
      set(dot, "visibility", spot ? "visible" : "hidden");
      if (spot) { set(dot, "cx", String(spot[0])); set(dot, "cy", String(spot[1])); }
    });
  }
  // With `css`, the classes of the provinces, those of the region are counted.
  function drawLegend(items, unit, css) {
    var list = legend.querySelector("ul");
    say(legend.querySelector(".legend-words"), unit);
    items.forEach(function (item, n) {
      var count = css ? css.filter(function (one, i) { return one === item[0] && !off(i); }).length : item[2];
      var li = list.children[n] || list.appendChild(list.firstElementChild.cloneNode(true)), button = li.firstElementChild;
      set(li, "class", count ? "" : "none");
      set(button, "data-class", item[0]);
      set(button.querySelector("rect"), "class", item[0]);
      say(button.children[1], item[1]);
      say(button.children[2], String(count));
    });
    while (list.children.length > items.length) list.lastElementChild.remove();
  }
  function highlight(css) {
    if (!grown) return;
    settle();
    pressed = css;
    legend.querySelectorAll("button").forEach(function (b) {
      b.setAttribute("aria-pressed", String(b.dataset.class === css));
    });
    var painted = series().c[field("classes")];
    ids.forEach(function (id, i) {
      var lit = css === null || painted[i] === css;
      links[i].classList.toggle("is-off", !lit);
      dots[i].classList.toggle("is-off", !lit || off(i));
      rows[i].classList.toggle("is-lit", css !== null && lit);
    });
  }

  // The tiles are made when they are first asked for; they set out from where the shapes are.
  function tiles() {
    var each = data.grid[0], gap = data.grid[1], side = each - gap;
    if (links[0].children[1]) return;
    links.forEach(function (a, i) {
      var style = { x: data.tile[i][0] * each + gap / 2, y: data.tile[i][1] * each + gap / 2,
        a: data.at[i][0] - side / 2, b: data.at[i][1] - side / 2 };
      a.insertAdjacentHTML("beforeend", '<g class="tile"><rect width="' + side + '" height="' + side +
        '" rx="7"/><text x="' + side / 2 + '" y="' + side * 0.62 + '"></text></g>');
      for (var name in style) a.lastElementChild.style.setProperty("--" + name, style[name].toFixed(1) + "px");
      a.lastElementChild.lastElementChild.textContent = short[i];
    });
    svg.getBoundingClientRect();
  }

  // Zoom: the view box of the map; the tiles always fit.
  function zoom(test) {
    if (!test || face !== "map") { show(whole); return; }
    var l = 1e9, t = 1e9, r = 0, b = 0;
    links.forEach(function (a, i) {
      if (!test(i)) return;
      var box = a.children[0].getBBox();
      l = Math.min(l, box.x); t = Math.min(t, box.y); r = Math.max(r, box.x + box.width); b = Math.max(b, box.y + box.height);
    });
    var pad = 0.06 * Math.max(r - l, b - t);
    show([l - pad, t - pad, r - l + 2 * pad, b - t + 2 * pad].join(" "));
  }
  // What tells of simulated scores stays in the corner of what is seen, and as large.
  function show(view) {
    var mark = svg.querySelector(".map-status"), box = view.split(" ").map(Number), was = whole.split(" ");
    var one = Math.max(box[2] / was[2], box[3] / was[3]);
    set(svg, "viewBox", view);
    svg.parentNode.classList.toggle("is-zoomed", view !== whole);
    if (!mark) return;
    set(mark, "x", String(box[0] + box[2] - 8 * one));
    set(mark, "y", String(box[1] + box[3] - 12 * one));
    mark.style.fontSize = 34 * one + "px";
  }

  // Selection: one province at a time, on every face at once.
  function select(i) {
    if (!grown || (i < 0 && current < 0)) return;
    settle();
    if (current >= 0) [rows[current], dots[current], links[current]].forEach(function (n) { n.classList.remove("is-on"); });
    current = i;
    card.hidden = i < 0;
    outline.setAttribute("d", i < 0 || face !== "map" ? "" : links[i].children[0].getAttribute("d"));
    tools.querySelector('[data-tool="province"]').disabled = i < 0 && last < 0;
    if (i < 0) { delete card.dataset.at; return; }
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
  function hover(area) {
    area.addEventListener("pointerover", function (event) {
      var i = index(event.target);
      if (i >= 0 && event.pointerType !== "touch" && i !== current) select(i);
    });
    area.addEventListener("pointerleave", function (event) { if (event.pointerType !== "touch") select(-1); });
  }
  hover(svg);
  svg.addEventListener("click", function (event) {
    var i = index(event.target), inside = event.target.closest("a");
    if (i < 0) { select(-1); return; }
    if (touch && card.dataset.at !== ids[i]) { event.preventDefault(); select(i); card.dataset.at = ids[i]; }
    else if (!inside) location.assign(links[i].getAttribute("href"));
  });
  document.addEventListener("keydown", function (event) { if (event.key === "Escape") select(-1); });
  // A link is followed where the choices of this moment lead.
  document.addEventListener("click", settle, true);

  legend.addEventListener("click", function (event) {
    var button = event.target.closest("button");
    if (button) highlight(button.dataset.class === pressed ? null : button.dataset.class);
  });

  form.addEventListener("change", function (event) {
    if (event.target.name !== "kind" && here()) { paint(write); return; }
    write();
    location.reload();
  });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  faces.addEventListener("click", function (event) {
    var a = event.target.closest("a");
    if (!a || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    face = a.dataset.face;
    paint(write);
  });

  // Tools: zoom and, only when asked, the device's place; it is worked out here and goes nowhere.
  tools.hidden = false;
  tools.addEventListener("click", function (event) {
    var tool = event.target.dataset && event.target.dataset.tool, near;
    if (tool === "country") { form.elements.region.value = "all"; paint(write); }
    if (tool === "region" && last >= 0) { form.elements.region.value = regions[last]; paint(write); }
    if (tool === "province" && last >= 0) {
      near = last;
      face = "map"; paint(write);
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
  function provinceAt(latitude, longitude) {
    var spot = svg.createSVGPoint(), at = data.spot(latitude, longitude);
    spot.x = at[0];
    spot.y = at[1];
    return links.findIndex(function (a) { return a.children[0].isPointInFill(spot); });
  }

  // The address has changed first: what it should have become is of no use any more.
  function again() {
    line = [];
    read();
    if (here()) paint(follow); else location.reload();
  }
  window.addEventListener("popstate", again);
  window.addEventListener("pageshow", function (event) { if (event.persisted) again(); });
  // The server has painted what the address asks for; the frame alone is ours.
  read();
  frame();
  performance.mark("phrom-map");

  // The rest of the page is there: what stands in it, and what was chosen meanwhile.
  function grow() {
    strip = $("map-strip");
    divider = $("map-unranked");
    body = document.querySelector("#map-ranking tbody");
    dots = Array.from(strip.querySelectorAll("[data-id]"));
    // A row of the ranking is a place: provinces change places, rows stay where they are.
    places = Array.from(body.querySelectorAll("tr[data-id]"));
    places.forEach(function (tr) {
      var i = ids.indexOf(tr.dataset.id);
      rows[i] = tr;
      names[i] = tr.querySelector("a").textContent;
    });
    [strip, body].forEach(hover);
    grown = true;
    if (line.length) paint(write); else follow();
    document.documentElement.dataset.map = "ready";
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", grow); else grow();
})();
