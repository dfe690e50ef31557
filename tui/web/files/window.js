// The keys go to the app as soon as the page is there, and again when the window is come back to.
"use strict";
const toTheApp = () => document.querySelector(".xterm-helper-textarea")?.focus();
window.addEventListener("load", toTheApp);
window.addEventListener("focus", toTheApp);
