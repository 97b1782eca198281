export default () => 'of a document';
