import { Platform } from 'react-native';
import { store } from '../../lib/store';
import { used } from '../../lib';

if (__DEV__) console.log('only in development');
if (Platform.OS === 'web') console.log('only in browsers');
if (Platform.OS !== 'ios') console.log('only elsewhere');
const press = Platform.select({ native: () => 'in the app', web: () => 'only in browsers' });
export default () => [store, used, press, process.env.EXPO_PUBLIC_READ, process.env.POCKET_KEY];
