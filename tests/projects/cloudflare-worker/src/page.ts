export const page = () => `<!doctype html><script>console.log('MARK_script_in_template_answered')</script>`;
