export default () => <i>MARK_lazy_component</i>;
