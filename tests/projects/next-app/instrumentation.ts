export function register() {
  console.log('MARK_instrumentation');
}
