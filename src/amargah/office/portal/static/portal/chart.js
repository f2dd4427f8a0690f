// Draws the chart of a dataset from the JSON block beside it. Every number comes as text already: what is written
// here is only where things stand. Time runs from left to right in both languages; bars follow the reading direction.

const ROW = 26;
const TICK = 76;
const LINE_COLOURS = ["--firoozeh", "--data-2", "--data-6", "--data-7", "--data-4", "--data-8", "--data-3"];
const RIGHT_TO_LEFT = document.documentElement.dir === "rtl";
const LANGUAGE = document.documentElement.lang;
const compact = new Intl.NumberFormat(LANGUAGE === "fa" ? "fa-IR" : "en", { notation: "compact", maximumFractionDigits: 1 });

const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function palette() {
  const names = ["paper", "ink", "ink-quiet", "hairline", "rule", "sequence-6", "saffron-ink"];
  return {
    ...Object.fromEntries(names.map((name) => [name, token(`--${name}`)])),
    lines: LINE_COLOURS.map(token),
    font: token("--font"),
  };
}

// A tip is built from elements: text of the data is never read as markup.
function tip(head, lines) {
  const box = document.createElement("div");
  const add = (className, text) => {
    const part = document.createElement("span");
    part.className = className;
    part.textContent = text;
    box.append(part);
  };
  box.className = "chart-tip";
  box.dir = RIGHT_TO_LEFT ? "rtl" : "ltr";
  add("chart-tip-head", head);
  for (const { name, text, sign } of lines) {
    add("chart-tip-name", name);
    add("chart-tip-value", text);
    if (sign) add("chart-tip-sign", sign);
  }
  return box;
}

const tooltip = (colours, more) => ({
  confine: true,
  backgroundColor: colours.paper,
  borderColor: colours.rule,
  borderRadius: 3,
  extraCssText: "box-shadow: none",
  transitionDuration: 0,
  ...more,
});

const words = (colours, more = {}) => ({ color: colours.ink, fontFamily: colours.font, fontSize: 13, ...more });

function bars(data, colours) {
  const [{ name, points }] = data.series;
  const nearTheWords = RIGHT_TO_LEFT ? "left" : "right";
  return {
    grid: { top: 4, bottom: 4, left: 8, right: 8, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    tooltip: tooltip(colours, {
      trigger: "item",
      formatter: ({ dataIndex: place }) =>
        tip(data.names[place], [{ name, text: points[place][1], sign: points[place][2] }]),
    }),
    yAxis: {
      type: "category",
      inverse: true,
      position: RIGHT_TO_LEFT ? "right" : "left",
      data: data.names,
      axisLine: { lineStyle: { color: colours.rule } },
      axisTick: { show: false },
      axisLabel: words(colours, { interval: 0, width: 130, overflow: "break" }),
    },
    xAxis: { type: "value", inverse: RIGHT_TO_LEFT, show: false, boundaryGap: [0, "16%"] },
    series: [
      {
        type: "bar",
        barWidth: "62%",
        // A cell without a number still has its row, and its sign stands where the bar would begin.
        data: points.map(([value]) => value ?? 0),
        itemStyle: { color: colours["sequence-6"] },
        label: {
          show: true,
          position: nearTheWords,
          formatter: ({ dataIndex: place }) => points[place][1],
          ...words(colours, { color: colours["ink-quiet"] }),
        },
      },
    ],
  };
}

// A line is not drawn across a break: on either side something else was measured.
function pieces(points, data) {
  const cuts = [0, ...data.breaks.map(({ place }) => place).filter((place) => place > 0), points.length];
  return cuts.slice(1).map((end, piece) => [cuts[piece], end]);
}

function lineSeries(series, number, data, colours) {
  const colour = colours.lines[number % colours.lines.length];
  const parts = pieces(series.points, data);
  const single = data.series.length === 1;
  const last = series.points.findLastIndex(([value]) => value !== null);
  return parts.map(([start, end], piece) => ({
    type: "line",
    name: series.name,
    color: colour,
    symbol: "circle",
    symbolSize: 7,
    showAllSymbol: true,
    lineStyle: { width: 2.25, type: "solid" },
    emphasis: { disabled: true },
    connectNulls: false,
    data: series.points.slice(start, end).map(([value, , sign], offset) => ({
      value: [data.positions[start + offset], value],
      // Provisional and estimated figures are hollow.
      itemStyle: sign ? { color: colours.paper, borderColor: colour, borderWidth: 2 } : { color: colour },
      label: {
        show: single || start + offset === last,
        formatter: single ? series.points[start + offset][1] : undefined,
      },
    })),
    label: single
      ? { show: true, position: "top", distance: 6, ...words(colours, { fontSize: 12 }) }
      : { show: false },
    endLabel: single ? { show: false } : { show: end > last && start <= last, formatter: series.name, ...words(colours, { color: colour, fontWeight: 600 }) },
    labelLayout: single ? { hideOverlap: true } : { moveOverlap: "shiftY" },
    markLine: number === 0 && piece === 0 ? breakLines(data, colours) : undefined,
  }));
}

function breakLines(data, colours) {
  return {
    silent: true,
    symbol: "none",
    animation: false,
    lineStyle: { color: colours.rule, type: "dashed", width: 1 },
    label: { formatter: data.breakWord, position: "end", ...words(colours, { color: colours["ink-quiet"], fontSize: 12 }) },
    data: data.breaks.map(({ place }) => ({ xAxis: between(data.positions, place) })),
  };
}

const between = (positions, place) => (place > 0 ? (positions[place - 1] + positions[place]) / 2 : positions[place]);

// As many names under the axis as have room, the last one always.
function ticks(positions, width) {
  const room = Math.max(2, Math.floor(width / TICK));
  const span = positions.at(-1) - positions[0] || 1;
  const kept = [positions.at(-1)];
  for (const position of positions.slice(0, -1).reverse()) {
    if (((kept.at(-1) - position) / span) * room >= 0.95) kept.push(position);
  }
  return kept.reverse();
}

function lines(data, colours, width) {
  const names = new Map(data.positions.map((position, place) => [position, data.names[place]]));
  const longest = Math.max(...data.series.map(({ name }) => name.length));
  const single = data.series.length === 1;
  const beside = single ? 32 : Math.min(width * 0.32, longest * 8 + 24);
  const shown = ticks(data.positions, width - beside);
  return {
    grid: { top: 30, bottom: 28, left: 52, right: beside, outerBoundsMode: "none" },
    tooltip: tooltip(colours, {
      trigger: "axis",
      axisPointer: { type: "line", snap: true, lineStyle: { color: colours.rule, type: "solid" }, label: { show: false } },
      formatter: (found) => {
        const place = data.positions.indexOf([found].flat()[0].value[0]);
        return tip(
          data.names[place],
          data.series.map(({ name, points }) => ({ name, text: points[place][1] || "—", sign: points[place][2] })),
        );
      },
    }),
    xAxis: {
      type: "value",
      min: data.positions[0],
      max: data.positions.at(-1),
      axisLine: { lineStyle: { color: colours.rule }, onZero: false },
      axisTick: { customValues: data.positions },
      axisLabel: words(colours, { customValues: shown, formatter: (position) => names.get(position) ?? "", hideOverlap: false }),
      splitLine: { show: false },
    },
    yAxis: {
      type: "value",
      scale: true,
      splitNumber: 4,
      axisLabel: words(colours, { color: colours["ink-quiet"], formatter: (value) => compact.format(value) }),
      splitLine: { lineStyle: { color: colours.hairline } },
    },
    series: data.series.flatMap((series, number) => lineSeries(series, number, data, colours)),
  };
}

function option(data, width) {
  const colours = palette();
  const drawn = data.kind === "bars" ? bars(data, colours) : lines(data, colours, width);
  return { animation: false, textStyle: { fontFamily: colours.font }, ...drawn };
}

function withLightPaper(action) {
  const { theme } = document.documentElement.dataset;
  document.documentElement.dataset.theme = "light";
  action();
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
}

async function start(body) {
  const data = JSON.parse(document.getElementById(body.dataset.chart).textContent);
  data.breakWord = body.dataset.break;
  // Text on a canvas is not drawn again when a font arrives late.
  await document.fonts.load("13px Vazirmatn", data.names[0] ?? "");
  if (data.kind === "bars") body.style.blockSize = `${data.names.length * ROW + 16}px`;
  const chart = echarts.init(body, null, { renderer: "canvas" });
  const draw = () => chart.setOption(option(data, body.clientWidth), true);
  const redraw = () => {
    chart.resize();
    draw();
  };
  draw();
  new ResizeObserver(redraw).observe(body);
  document.addEventListener("themechange", draw);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  addEventListener("beforeprint", () => withLightPaper(redraw));
  addEventListener("afterprint", redraw);
}

for (const body of document.querySelectorAll("[data-chart]")) start(body);
