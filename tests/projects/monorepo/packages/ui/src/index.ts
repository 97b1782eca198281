export * from './button.tsx';
export * from './table.tsx';
