import { step } from "lib/step.ts";

export default (props: { start: number }) => <p>{props.start + step}</p>;
