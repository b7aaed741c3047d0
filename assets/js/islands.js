/** The browser side of layouts/islands.py: portals live components into the served page. */
(function () {
  "use strict";
  var React = window.React, ReactDOM = window.ReactDOM, h = React.createElement;

  // dash-renderer asks for layout and callbacks at its start; the page has brought both.
  var store = document.getElementById("phrom-first");
  var first = store ? JSON.parse(store.textContent) : {};
  var plotlyUrl = store ? store.dataset.plotly : "";
  var wire = window.fetch;
  window.fetch = function (request, options) {
    var path = String((request && request.url) || request);
    var key = /_dash-layout$/.test(path) ? "layout" : /_dash-dependencies$/.test(path) ? "dependencies" : "";
    if (!key || !(key in first)) {
      var answer = wire.call(window, request, options);
      return /_dash-update-component(\?|$)/.test(path) ? answer.then(judge, lost) : answer;
    }
    var body = JSON.stringify(first[key]);
    delete first[key];
    return Promise.resolve(new Response(body, { headers: { "Content-Type": "application/json" } }));
  };

  // A callback that fails leaves the page as it is: say so, until one works again.
  var notice = document.createElement("div");
  notice.className = "trouble";
  notice.setAttribute("role", "alert");
  document.body.appendChild(notice);
  function say(reference) {
    var text = document.createElement("p"), close = document.createElement("button");
    text.textContent = store.dataset.trouble + (reference ? " [" + reference + "]" : "");
    close.type = "button";
    close.textContent = store.dataset.close;
    close.onclick = function () { notice.replaceChildren(); };
    notice.replaceChildren(text, close);
  }
  function judge(answer) {
    if (answer.ok) notice.replaceChildren(); else say(answer.headers.get("X-Request-ID"));
    return answer;
  }
  function lost(error) { say(""); throw error; }

  function hole(index) { return document.querySelector('[data-hole="' + index + '"]'); }

  // Where a component stands in the page: its own hole, given by Page to each child.
  var Place = React.createContext(null);

  function Page(props) {
    var ready = React.useState(false), children = [].concat(props.children || []);
    React.useLayoutEffect(function () {
      ready[1](true);
      document.documentElement.dataset.dash = "ready";
      performance.mark("phrom-takeover");
    }, []);
    return ready[0] ? children.map(function (child, index) {
      var target = hole(index);
      return target && ReactDOM.createPortal(
        h(Place.Provider, { value: target }, child), target, String(index));
    }) : null;
  }

  var plotly;
  function loadPlotly() {
    plotly = plotly || new Promise(function (resolve, reject) {
      var script = document.createElement("script");
      script.src = plotlyUrl;
      script.onload = function () { resolve(window.Plotly); };
      script.onerror = function () { plotly = null; reject(new Error("plotly")); };
      document.head.appendChild(script);
    });
    return plotly;
  }
  function whenIdle(run) {
    (window.requestIdleCallback || function (f) { setTimeout(f, 200); })(run, { timeout: 2000 });
  }

  // Elsewhere the served drawing stays: a finger does not hover and a phone need not load Plotly;
  // and only the drawing follows dark paper and high contrast.
  var WIDE = window.matchMedia("(min-width: 700px) and (prefers-color-scheme: light)" +
    " and (prefers-contrast: no-preference) and (forced-colors: none)");

  function Chart(props) {
    var target = React.useContext(Place), box = React.useRef(null), near = React.useState(false);
    React.useEffect(function () {
      var seen = new IntersectionObserver(function (entries) {
        if (entries.some(function (e) { return e.isIntersecting; })) {
          seen.disconnect();
          whenIdle(function () { near[1](true); });
        }
      }, { rootMargin: "200px" });
      seen.observe(target);
      return function () { seen.disconnect(); };
    }, []);
    React.useLayoutEffect(function () {
      var still = props.drawing && target.querySelector(".figure-box");
      if (still) still.innerHTML = props.drawing;
    }, [props.drawing]);
    React.useEffect(function () {
      if (!near[0] || !props.figure || !WIDE.matches || target.clientWidth < (props.least || 0)) return;
      var gone = false, node = box.current;
      loadPlotly().then(function (Plotly) {
        if (gone) return;
        node.style.height = target.clientHeight + "px";
        return Plotly.react(node, props.figure.data, props.figure.layout, props.config).then(function () {
          target.dataset.drawn = "true";
          if (node.dataset.bound) return;
          node.dataset.bound = "true";
          node.on("plotly_click", function (event) {
            var href = event.points[0] && event.points[0].customdata;
            if (typeof href === "string" && href.charAt(0) === "/") window.location.assign(href);
          });
        });
      }).catch(function () { /* the served SVG stays */ });
      return function () { gone = true; };
    }, [near[0], props.figure]);
    return h("div", { ref: box, id: props.id, className: "chart-live", role: "img", "aria-label": props.alt });
  }

  function Fragment(props) {
    var target = React.useContext(Place);
    React.useLayoutEffect(function () {
      if (props.html === undefined || props.html === null) return;
      target.innerHTML = props.html;
      target.dispatchEvent(new CustomEvent("phrom:replaced", { bubbles: true }));
    }, [props.html]);
    return null;
  }

  function Choice(props) {
    var target = React.useContext(Place);
    React.useEffect(function () {
      var select = target.querySelector('select[name="' + props.name + '"]');
      function tell() {
        if (select.value !== props.value) props.setProps({ value: select.value });
        var address = new URL(window.location);
        if (select.value && select.selectedIndex > 0) address.searchParams.set(props.name, select.value);
        else address.searchParams.delete(props.name);
        if (address.href === window.location.href) return;
        history.replaceState(history.state, "", address);
        document.querySelectorAll("[data-follows]").forEach(function (link) {
          var to = new URL(link.href), kept = address.searchParams.get(props.name);
          if (kept) to.searchParams.set(props.name, kept); else to.searchParams.delete(props.name);
          link.href = to;
          if (link.dataset.follows === "text") link.textContent = to;
        });
      }
      tell();
      select.addEventListener("change", tell);
      window.addEventListener("pageshow", tell);
      return function () {
        select.removeEventListener("change", tell);
        window.removeEventListener("pageshow", tell);
      };
    }, [props.value]);
    return null;
  }

  window.phrom = { Page: Page, Chart: Chart, Fragment: Fragment, Choice: Choice };
})();
