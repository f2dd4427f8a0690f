// Draws the chart of a dataset from the JSON block beside it. Every number comes as text already: what is written
// here is only where things stand. Time runs from left to right in both languages; bars follow the reading direction.

const ROW = 26;
const TICK = 76;
const NAME = 20;
const LINE_COLOURS = ["--firoozeh", "--data-2", "--data-6", "--data-7", "--data-4", "--data-8", "--data-3"];
const RIGHT_TO_LEFT = document.documentElement.dir === "rtl";
const LANGUAGE = document.documentElement.lang;
const compact = new Intl.NumberFormat(LANGUAGE === "fa" ? "fa-IR" : "en", { notation: "compact", maximumFractionDigits: 1 });

const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function palette() {
  const names = ["paper", "ink", "ink-quiet", "hairline", "rule", "firoozeh"];
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

function bars(data, colours, width) {
  const [{ name, points }] = data.series;
  const end = RIGHT_TO_LEFT ? "left" : "right";
  const room = Math.max(...points.map(([, text]) => text.length)) * 7.5 + 12;
  return {
    grid: { top: 4, bottom: 4, left: 4, right: 4, outerBoundsMode: "same", outerBoundsContain: "axisLabel", [end]: room },
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
      axisLabel: words(colours, { interval: 0, width: Math.min(190, width * 0.4), overflow: "truncate" }),
    },
    xAxis: { type: "value", inverse: RIGHT_TO_LEFT, show: false },
    series: [
      {
        type: "bar",
        barWidth: "62%",
        // A cell without a number still has its row, and its sign stands where the bar would begin.
        data: points.map(([value]) => value ?? 0),
        itemStyle: { color: colours.firoozeh },
        label: {
          show: true,
          position: end,
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
      label: { formatter: series.points[start + offset][1] },
    })),
    label: single
      ? { show: true, position: "top", distance: 6, ...words(colours, { fontSize: 12 }) }
      : { show: false },
    labelLayout: { hideOverlap: true },
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

// The name of each line stands beside its end; names that would cover each other make room.
function lineNames(chart, data, colours, beside) {
  const ends = data.series.map((series, number) => {
    const [value] = series.points.findLast(([found]) => found !== null);
    return { name: series.name, number, at: chart.convertToPixel({ yAxisIndex: 0 }, value) };
  });
  ends.sort((one, other) => one.at - other.at);
  for (const [place, end] of ends.entries()) {
    if (place > 0) end.at = Math.max(end.at, ends[place - 1].at + NAME);
  }
  const lowest = chart.getHeight() - 36;
  for (let place = ends.length - 1; place >= 0; place--) {
    ends[place].at = Math.min(ends[place].at, lowest - (ends.length - 1 - place) * NAME);
  }
  const start = chart.getWidth() - beside + 12;
  return ends.flatMap(({ name, number, at }) => [
    { type: "circle", shape: { cx: start + 5, cy: at, r: 5 }, style: { fill: colours.lines[number % colours.lines.length] }, silent: true },
    {
      type: "text",
      x: start + 16,
      y: at,
      style: { text: name, fill: colours.ink, font: `13px ${colours.font}`, verticalAlign: "middle", width: beside - 28, overflow: "truncate" },
      silent: true,
    },
  ]);
}

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

function roomBeside(data, width) {
  const longest = Math.max(...data.series.map(({ name }) => name.length));
  return data.series.length === 1 ? 32 : Math.min(width * 0.36, longest * 7.5 + 44);
}

function lines(data, colours, width) {
  const names = new Map(data.positions.map((position, place) => [position, data.names[place]]));
  const beside = roomBeside(data, width);
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
      axisLabel: words(colours, { margin: 10, customValues: shown, formatter: (position) => names.get(position) ?? "", hideOverlap: false }),
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

function draw(chart, data) {
  const colours = palette();
  const width = chart.getWidth();
  const drawn = data.kind === "bars" ? bars(data, colours, width) : lines(data, colours, width);
  chart.setOption({ animation: false, textStyle: { fontFamily: colours.font }, ...drawn }, true);
  if (data.kind === "lines" && data.series.length > 1) {
    chart.setOption({ graphic: lineNames(chart, data, colours, roomBeside(data, width)) });
  }
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
  const redraw = () => {
    chart.resize();
    draw(chart, data);
  };
  new ResizeObserver(redraw).observe(body);
  document.addEventListener("themechange", redraw);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
  addEventListener("beforeprint", () => withLightPaper(redraw));
  addEventListener("afterprint", redraw);
}

for (const body of document.querySelectorAll("[data-chart]")) start(body);
