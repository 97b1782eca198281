declare const IS_SERVER: boolean;
declare const __DEPOT__: { read: string; idle: string };
declare const __SERVER__: string;
declare const $shop: { name: string };
declare const process: { env: Record<string, string> };
declare module '*.txt' {
  const text: string;
  export default text;
}
