export const kit = () => __HOME__;
export const spare = () => "no entry passes it on";
