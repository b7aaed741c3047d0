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

  // Plotly: near a chart its file is fetched, but nothing of it runs before a reader reaches for one.
  var fetched = false, plotly, turn = Promise.resolve();
  function fetchPlotly() {
    if (fetched || plotly || (navigator.connection && navigator.connection.saveData)) return;
    fetched = true;
    // No prefetch link: Firefox holds it against default-src. It is asked for again where it is needed.
    fetch(plotlyUrl, { priority: "low" }).then(function (got) { return got.blob(); }).catch(function () {});
  }
  function loadPlotly() {
    plotly = plotly || new Promise(function (resolve, reject) {
      addTo(document.head, "script", {
        src: plotlyUrl,
        onload: function () { resolve(window.Plotly); },
        onerror: function () { plotly = null; reject(new Error("plotly")); }
      });
    });
    return plotly;
  }
  function addTo(parent, kind, properties) {
    parent.appendChild(Object.assign(document.createElement(kind), properties));
  }
  function whenIdle(run) {
    (window.requestIdleCallback || function (f) { setTimeout(f, 200); })(run, { timeout: 2000 });
  }
  // One after the other, each in a task of its own: a pointer or a key never waits for two.
  function inTurn(run) {
    turn = turn.then(function () { return new Promise(function (done) { setTimeout(done); }); }).then(run)
      .catch(function () { /* the served SVG stays */ });
  }

  // Elsewhere the served drawing stays: a finger does not hover and a phone need not load Plotly;
  // and only the drawing follows dark paper and high contrast.
  var WIDE = window.matchMedia("(min-width: 700px) and (prefers-color-scheme: light)" +
    " and (prefers-contrast: no-preference) and (forced-colors: none)");

  function Chart(props) {
    var target = React.useContext(Place), box = React.useRef(null), wanted = React.useState(false);
    var pointer = React.useRef(null), now = React.useRef(props);
    now.current = props;
    function fits() {
      return now.current.figure && WIDE.matches && target.clientWidth >= (now.current.least || 0);
    }
    React.useEffect(function () {
      var seen = new IntersectionObserver(function (entries) {
        if (!entries.some(function (e) { return e.isIntersecting; })) return;
        seen.disconnect();
        whenIdle(function () { if (fits()) fetchPlotly(); });
      }, { rootMargin: "200px" });
      var heard = {
        pointermove: function (event) { if (event.pointerType !== "touch") reach(event); },
        pointerleave: function () { pointer.current = null; },
        click: reach,
        focusin: reach
      };
      function reach(event) {
        if (event.type !== "focusin") pointer.current = event;
        if (fits()) wanted[1](true);
      }
      seen.observe(target);
      if (target.contains(document.activeElement)) reach({ type: "focusin" });
      for (var name in heard) target.addEventListener(name, heard[name]);
      return function () {
        seen.disconnect();
        for (var name in heard) target.removeEventListener(name, heard[name]);
      };
    }, []);
    React.useLayoutEffect(function () {
      var still = props.drawing && target.querySelector(".figure-box");
      if (still) still.innerHTML = props.drawing;
    }, [props.drawing]);
    React.useEffect(function () {
      if (!wanted[0] || !fits()) return;
      var gone = false, node = box.current;
      loadPlotly().then(function (Plotly) {
        inTurn(function () {
          if (gone) return;
          node.style.height = target.clientHeight + "px";
          return Plotly.react(node, props.figure.data, props.figure.layout, props.config).then(function () {
            target.dataset.drawn = "true";
            performance.mark("phrom-drawn");
            if (!node.dataset.bound) follow(node);
            hover(pointer.current);
          });
        });
      }, function () { /* the served SVG stays */ });
      return function () { gone = true; };
    }, [wanted[0], props.figure]);
    // For pointers: keys and screen readers keep the served drawing, which has links and words.
    return h("div", { ref: box, id: props.id, className: "chart-live", "aria-hidden": "true" });
  }
  function follow(node) {
    node.dataset.bound = "true";
    node.on("plotly_click", function (event) {
      var href = event.points[0] && event.points[0].customdata;
      if (typeof href === "string" && href.charAt(0) === "/") window.location.assign(href);
    });
  }
  // A pointer that rests on a point already has moved for the last time before Plotly was there.
  function hover(last) {
    var under = last && document.elementFromPoint(last.clientX, last.clientY);
    if (under) under.dispatchEvent(new MouseEvent("mousemove",
      { clientX: last.clientX, clientY: last.clientY, bubbles: true, view: window }));
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
        document.querySelectorAll("[data-follows],[data-language]").forEach(function (link) {
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
