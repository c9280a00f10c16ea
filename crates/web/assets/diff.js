// The one script: on the page of a difference, the arrow keys turn to older and newer versions, and a button copies the
// citation. Without it the page says and shows the same.
"use strict";
document.addEventListener("keydown", (event) => {
  const wanted = { ArrowLeft: "prev", ArrowRight: "next" }[event.key];
  const busy = event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
  const scrolls = event.target.closest && event.target.closest(".scroll");
  const link = wanted && !busy && !scrolls && document.querySelector(`a[rel="${wanted}"]`);
  if (link) link.click();
});
const button = document.getElementById("copy-citation");
if (button && navigator.clipboard) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const said = document.getElementById("copied");
    try {
      await navigator.clipboard.writeText(document.getElementById("citation").textContent);
      said.textContent = "Copied.";
    } catch {
      said.textContent = "The browser does not allow it; select the line above.";
    }
  });
}
