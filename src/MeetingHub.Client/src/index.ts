import "./look/fonts";
import "./look/tokens.css";
import "./look/base.css";
import "./look/element.css";
import { createPinia } from "pinia";
import { createApp } from "vue";
import { createPagesLanguage } from "./i18n/pages";
import { languageKey } from "./i18n/choice";
import { applyTheme, chosenTheme } from "./look/theme";
import AppShell from "./shell/AppShell.vue";
import { createPagesRouter } from "./shell/router";

applyTheme(chosenTheme("pages"));
const pinia = createPinia();
const language = await createPagesLanguage();
createApp(AppShell).use(pinia).use(language.i18n).provide(languageKey, language.choose).use(createPagesRouter(pinia)).mount("#app");
