import replace from "@rollup/plugin-replace";

const key = "kept in a constant";

export default ["browser", "server"].map((side) => ({
  input: `src/${side}.js`,
  output: { file: `dist/${side}.js`, format: side === "browser" ? "iife" : "cjs" },
  external: ["fs"],
  plugins: [replace({ preventAssignment: true, __KEY__: JSON.stringify(key), __SIDE__: JSON.stringify(side) })],
}));
