/** "What would raise our rank?": recomputes score, band and places while a pillar is moved. */
var phromWhatIf = {
  // Exact arithmetic in whole numbers: pillars and overall in hundredths, weights in millionths.
  overall: function (pillars, weights) {
    var sum = 0, total = 0;
    pillars.forEach(function (p, i) { sum += p * weights[i]; total += weights[i]; });
    return Math.floor((2 * sum + total) / (2 * total));
  },
  tenths: function (hundredths) { return Math.floor((hundredths + 5) / 10); },
  // A value that prints like the agency's own is no change: its exact score stays.
  pillar: function (own, wanted) { return wanted === this.tenths(own) ? own : wanted * 10; },
  band: function (tenths) { return Math.min(Math.floor(tenths / 200) + 1, 5); },
  place: function (tenths, others) {
    var above = 0, equal = 1;
    others.forEach(function (o) { if (o > tenths) above += 1; else if (o === tenths) equal += 1; });
    return [above + 1, equal, others.length + 1];
  },
  // Others' printed scores in tenths: the highest, then how far each lies below the one before.
  others: function (steps) {
    var at = 0;
    return steps.map(function (step, i) { at = i ? at - step : step; return at; });
  }
};
(function () {
  "use strict";
  if (typeof document === "undefined") return;
  var data = JSON.parse(document.getElementById("whatif-data").textContent);
  var form = document.getElementById("whatif-form"), result = document.getElementById("whatif-result");
  var sets = data.others.map(phromWhatIf.others), bands = result.querySelector(".whatif-band");
  var fields = data.pillars.map(function (id) { return form.elements[id]; });
  var sliders = data.pillars.map(function (id) { return document.getElementById("whatif-" + id + "-slider"); });

  function number(text) { return Math.min(1000, Math.max(0, Math.round(parseFloat(text) * 10))); }
  function tenths(field, i) {
    var n = number(field.value);
    return isNaN(n) ? phromWhatIf.tenths(data.own[i]) : n;
  }
  function shown(n) { return (n / 10).toFixed(1); }
  function ordinal(n) {
    var text = n.toLocaleString("en-GB");
    if (data.lang !== "en") return text;
    if (n % 100 > 10 && n % 100 < 14) return text + "th";
    return text + (["th", "st", "nd", "rd"][n % 10] || "th");
  }
  function put(node, text) {
    node.textContent = text;
    if (node.tagName === "DATA") node.setAttribute("value", text);
  }
  function update() {
    var wanted = fields.map(tenths);
    var score = phromWhatIf.tenths(phromWhatIf.overall(wanted.map(function (w, i) {
      return phromWhatIf.pillar(data.own[i], w);
    }), data.weights)), band = phromWhatIf.band(score);
    put(result.querySelector(".whatif-score data"), shown(score));
    bands.className = "whatif-band band band-" + band;
    put(bands, data.bands[band - 1]);
    sets.forEach(function (others, i) {
      var p = phromWhatIf.place(score, others), words = p[1] > 1 ? data.joint : data.sole;
      put(result.querySelectorAll(".whatif-rank data")[i],
        words.replace("{place}", ordinal(p[0])).replace("{of}", p[2].toLocaleString("en-GB")));
    });
    wanted.forEach(function (w, i) {
      sliders[i].value = w / 10;
      sliders[i].setAttribute("aria-valuetext", shown(w));
      fields[i].closest(".whatif-row").classList.toggle("is-changed", w !== phromWhatIf.tenths(data.own[i]));
    });
  }
  function keep() {
    var url = new URL(location);
    fields.forEach(function (field, i) {
      var w = tenths(field, i);
      field.value = shown(w);
      if (w === phromWhatIf.tenths(data.own[i])) url.searchParams.delete(field.name);
      else url.searchParams.set(field.name, shown(w));
    });
    history.replaceState(null, "", url);
    var language = document.querySelector("[data-language]");
    language.href = language.pathname + url.search;
  }
  sliders.forEach(function (slider, i) {
    slider.hidden = false;
    slider.addEventListener("input", function () { fields[i].value = shown(number(slider.value)); update(); });
    slider.addEventListener("change", keep);
    fields[i].addEventListener("input", update);
    fields[i].addEventListener("change", function () { update(); keep(); });
  });
  form.addEventListener("submit", function (event) { event.preventDefault(); update(); keep(); });
  form.querySelector("[data-reset]").addEventListener("click", function (event) {
    event.preventDefault();
    fields.forEach(function (field, i) { field.value = shown(phromWhatIf.tenths(data.own[i])); });
    update();
    keep();
  });
  form.querySelector("button[type=submit]").hidden = true;
  result.setAttribute("aria-live", "polite");
  update();
  document.documentElement.dataset.whatif = "ready";
})();
