import Counter from "../islands/Counter.tsx";
import { key } from "lib/key.ts";

export default () => <Counter start={key.length} />;
