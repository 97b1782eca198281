export * from './chart';
export * from './table';
