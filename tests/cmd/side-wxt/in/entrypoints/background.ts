import { save } from "@/utils/save";

export default defineBackground(() => save(import.meta.env.WXT_URL));
