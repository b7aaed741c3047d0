/** What the page of the map brings along: its series, packed by layouts/components/map_data.py. */
(function () {
  "use strict";
  var data = JSON.parse(document.getElementById("map-data").textContent);

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
    s.n = column(data.answered[s.n]);
    for (var how in s.c) s.c[how] = column(s.c[how], s.o);
    s.s = [];
    s.o.forEach(function (i, place) {
      var at = x[place], level = stacks[at] || 0;
      if (!at) return;
      stacks[at] = level + 1;
      s.s[i] = [data.strip[0] + at * data.strip[2], Math.round(10 * (data.strip[1] - level * s.step)) / 10];
    });
    return s;
  }
  data.regions = column(data.regions);
  data.near.forEach(function (others, i) {
    others.forEach(function (n) { if (n > i) data.near[n].push(i); });
  });

  /** A series by measure and year; nothing where there is none. */
  data.of = function (measure, year) {
    var s = data.series[measure + "|" + year];
    return s && !s.order ? unpack(s) : s;
  };
  // Unpacked in spare moments, each when it is asked for at the latest.
  (function ahead(keys) {
    (window.requestIdleCallback || setTimeout)(function () {
      data.of.apply(null, keys.pop().split("|"));
      if (keys.length) ahead(keys);
    });
  })(Object.keys(data.series));

  /** A place on the map: Lambert azimuthal equal area on a sphere, within a few hundred metres. */
  data.spot = function (latitude, longitude) {
    var g = data.geo, rad = Math.PI / 180, p = latitude * rad, l = (longitude - g[1]) * rad, p0 = g[0] * rad;
    var k = Math.sqrt(2 / (1 + Math.sin(p0) * Math.sin(p) + Math.cos(p0) * Math.cos(p) * Math.cos(l))) * 6371.0088 / g[4];
    return [g[2] + k * Math.cos(p) * Math.sin(l),
      g[3] - k * (Math.cos(p0) * Math.sin(p) - Math.sin(p0) * Math.cos(p) * Math.cos(l))];
  };

  window.phromMap = data;
})();
