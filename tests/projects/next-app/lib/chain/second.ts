export * from './third';
