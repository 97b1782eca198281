export * from './lib/label';
export * from './lib/gauge';
