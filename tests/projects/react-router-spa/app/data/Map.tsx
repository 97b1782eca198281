export default () => <p>MARK_lazy_component</p>;
