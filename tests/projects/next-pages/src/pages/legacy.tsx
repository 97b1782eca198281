import { Component } from 'react';
import { fetchLegacy } from '#lib/legacy';

export default class Legacy extends Component<{ text: string }> {
  static async getInitialProps() {
    console.log('MARK_initial_props_logged');
    return { text: fetchLegacy() };
  }

  componentDidMount() {
    console.log('MARK_class_mounted');
  }

  render() {
    return <p>{this.props.text}</p>;
  }
}
