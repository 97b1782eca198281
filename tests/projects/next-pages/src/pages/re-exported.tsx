import { View } from 'components/View';

export { getServerSideProps } from '#lib/re-exported-props';
export default View;
