export default () => 'MARK_lazy_component';
