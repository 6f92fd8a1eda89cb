import { render } from "preact";

const root = document.getElementById("app");
if (!root) throw new Error("index.html has no #app");
render(<main><h1>Tote</h1></main>, root);
if ("serviceWorker" in navigator) void navigator.serviceWorker.register("./sw.js", { updateViaCache: "none" });
