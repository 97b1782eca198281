export default () => <figure>MARK_client_only_component</figure>;
