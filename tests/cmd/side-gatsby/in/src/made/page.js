export default () => 'of gatsby-node';
