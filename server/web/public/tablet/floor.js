// The floor under the app: runs before it, in engines too old for it (so: no syntax newer than 2009), and speaks when it does not come.
// The line itself stands in the page; the app's first screen takes its place.
(function () {
  var line = document.getElementById("opening");
  function isHere() {
    return document.documentElement.getAttribute("data-app") === "here";
  }
  function tell(what) {
    if (line && !isHere()) line.textContent = line.getAttribute("data-" + what);
  }
  if (!("noModule" in document.createElement("script"))) tell("old");
  window.addEventListener(
    "error",
    function (event) {
      var name = event.error && event.error.name;
      if (name === "SyntaxError" || /SyntaxError/.test(event.message || "")) tell("old");
      else if (event.target && event.target.tagName === "SCRIPT") tell("unreached");
    },
    true
  );
  // The app itself says within five seconds what keeps it.
  setTimeout(function () {
    tell("slow");
  }, 12000);
})();
