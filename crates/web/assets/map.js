// Zoom for the map: buttons, the wheel with Ctrl held, and dragging. Without it the whole world is shown, and the list has
// the same.
"use strict";
const world = document.getElementById("world");
const zoom = document.querySelector(".zoom");
const whole = { x: 0, y: 0, width: 1000, height: 440 };
let view = { ...whole };

function show(next) {
  const width = Math.min(whole.width, Math.max(60, next.width));
  const height = (width * whole.height) / whole.width;
  const within = (at, size, most) => Math.min(most - size, Math.max(0, at));
  view = { x: within(next.x, width, whole.width), y: within(next.y, height, whole.height), width, height };
  world.setAttribute("viewBox", `${view.x} ${view.y} ${view.width} ${view.height}`);
  const scale = width / whole.width;
  for (const spot of world.querySelectorAll("circle")) {
    spot.dataset.r ??= spot.getAttribute("r");
    spot.setAttribute("r", spot.dataset.r * Math.sqrt(scale) ** 1.5);
  }
}

function scaled(factor, across = 0.5, down = 0.5) {
  const width = Math.min(whole.width, Math.max(60, view.width * factor));
  const change = width / view.width;
  show({ x: view.x + view.width * across * (1 - change), y: view.y + view.height * down * (1 - change), width });
}

// From the whole world the buttons lead to where most happened: the largest circle, or an area where there is none.
function scaledAtEvents(factor) {
  const spots = [...world.querySelectorAll("circle.spot")].sort((a, b) => b.getAttribute("r") - a.getAttribute("r"));
  const first = spots[0] ?? world.querySelector(".area");
  if (!first || view.width < whole.width) return scaled(factor);
  const box = first.getBBox();
  const width = whole.width * factor;
  show({ x: box.x + box.width / 2 - width / 2, y: box.y + box.height / 2 - (width * whole.height) / whole.width / 2, width });
}

if (world && zoom) {
  zoom.hidden = false;
  zoom.addEventListener("click", (event) => {
    const wanted = event.target.dataset.zoom;
    if (wanted) scaledAtEvents(wanted === "in" ? 0.5 : 1 / 0.6);
  });
  world.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    const box = world.getBoundingClientRect();
    scaled(event.deltaY < 0 ? 0.8 : 1.25, (event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
  }, { passive: false });
  let held = null;
  world.addEventListener("pointerdown", (event) => { held = view.width < whole.width && { x: event.clientX, y: event.clientY, view }; });
  world.addEventListener("pointermove", (event) => {
    if (!held || !(event.buttons & 1)) return;
    const scale = view.width / world.getBoundingClientRect().width;
    show({ ...view, x: held.view.x - (event.clientX - held.x) * scale, y: held.view.y - (event.clientY - held.y) * scale });
  });
  world.addEventListener("pointerup", () => { held = null; });
  world.addEventListener("dragstart", (event) => event.preventDefault());
}
