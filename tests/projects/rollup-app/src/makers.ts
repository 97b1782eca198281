class Table {
  text = 'MARK_pure_class_result_unused';
}

export const makeTable = () => new Table();
export const makeChart = () => {
  (globalThis as unknown as Record<string, string>).chart = 'MARK_impure_call_result_unused';
};
