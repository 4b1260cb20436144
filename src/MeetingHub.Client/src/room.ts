import "./look/fonts";
import "./look/tokens.css";
import "./look/base.css";
import { createApp } from "vue";
import { createRoomLanguage } from "./i18n/room";
import { languageKey } from "./i18n/choice";
import { applyTheme, chosenTheme } from "./look/theme";
import RoomPage from "./room/RoomPage.vue";

applyTheme(chosenTheme("room"));
const language = await createRoomLanguage();
createApp(RoomPage).use(language.i18n).provide(languageKey, language.choose).mount("#app");
