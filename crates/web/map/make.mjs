// Makes world.svg (all land) and countries.txt (one outline a country) from Natural Earth's 1:110 million countries, in
// the Equal Earth projection (Savric, Patterson, Jenny 2018) that src/globe.rs has too. Run it only to renew them:
//   npm install world-atlas@2.0.2 topojson-client@3 i18n-iso-countries@7 && node make.mjs
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(process.cwd() + "/");
const { feature } = require("topojson-client");
const codes = require("i18n-iso-countries");
const world = JSON.parse(readFileSync(require.resolve("world-atlas/countries-110m.json")));

const [A1, A2, A3, A4] = [1.340264, -0.081106, 0.000893, 0.003796];
const M = Math.sqrt(3) / 2;
const SCALE = 1000 / (2 * 2.7066297);

function projected([east, north]) {
  const theta = Math.asin(M * Math.sin((north * Math.PI) / 180));
  const square = theta * theta;
  const six = square ** 3;
  const x = ((east * Math.PI) / 180) * Math.cos(theta) / (M * (A1 + 3 * A2 * square + six * (7 * A3 + 9 * A4 * square)));
  const y = theta * (A1 + A2 * square + six * (A3 + A4 * square));
  return [500 + SCALE * x, 243 - SCALE * y].map((n) => Math.round(n * 10) / 10);
}

// A ring across the 180th meridian, as one on each side of it, cut there.
function sides(ring) {
  let turn = 0;
  const whole = ring.map(([east, north], i) => {
    if (i > 0 && Math.abs(east - ring[i - 1][0]) > 180) turn += east < 0 ? 360 : -360;
    return [east + turn, north];
  });
  const shifted = [-360, 0, 360].map((by) => whole.map(([east, north]) => [east + by, north]));
  const seen = shifted.filter((side) => side.some(([east]) => Math.abs(east) < 180));
  return seen.map((side) => side.map(([east, north]) => [Math.max(-180, Math.min(180, east)), north]));
}

function outline(geometry) {
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  return polygons.flat().flatMap(sides).map((ring) => "M" + ring.slice(0, -1).map((at) => projected(at).join(" ")).join("L") + "Z").join("");
}

const countries = feature(world, world.objects.countries).features
  .filter((country) => country.properties.name !== "Antarctica")
  .map((country) => [codes.numericToAlpha2(country.id) ?? "--", outline(country.geometry)])
  .sort(([a], [b]) => (a < b ? -1 : 1));
writeFileSync("countries.txt", countries.filter(([code]) => code !== "--").map((row) => row.join(" ")).join("\n") + "\n");
const paths = countries.map(([, path]) => `<path d="${path}"/>`).join("\n");
writeFileSync("../assets/world.svg", `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 440" fill="#8a8578" fill-opacity=".28" stroke="#8a8578" stroke-opacity=".5" stroke-width=".5">\n${paths}\n</svg>\n`);
