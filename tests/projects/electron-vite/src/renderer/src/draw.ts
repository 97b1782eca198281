export const draw = () => 'MARK_renderer_module';
