import Constants from 'expo-constants';
import { Platform, Text } from 'react-native';
import { pay } from './lib/pay';
import { shade } from './lib';
import { store } from './lib/store';
import data from './data.json';

const { EXPO_PUBLIC_DESTRUCTURED } = process.env;

export default function App() {
  if (__DEV__) console.log('MARK_app_development_branch');
  if (Platform.OS === 'android') console.log('MARK_app_android_branch');
  const press = () => {
    console.log('MARK_app_handler', process.env.EXPO_PUBLIC_READ, process.env['EXPO_PUBLIC_BRACKETS'], EXPO_PUBLIC_DESTRUCTURED);
    pay(process.env.POCKET_KEY, Constants.expoConfig.extra.read, store());
  };
  return (
    <Text onPress={press}>
      {data.used} {shade()}
    </Text>
  );
}
