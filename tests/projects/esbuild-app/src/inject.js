export const h = (tag, props, ...children) => Object.assign(document.createElement(tag), { textContent: children.join() });
export const unusedInjected = 'MARK_inject_unused_export';
globalThis.injected = 'MARK_inject_side_effect';
