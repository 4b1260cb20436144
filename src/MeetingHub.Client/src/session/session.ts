import { defineStore } from "pinia";
import { computed, ref } from "vue";
import { api, forgetAntiforgery } from "../api/http";
import { Problem } from "../api/problem";
import type { Me } from "../contract.g";

export const useSession = defineStore("session", () => {
  /** null until it is known who is here, and when nobody is signed in. */
  const me = ref<Me | null>(null);
  let asked: Promise<Me | null> | null = null;

  /** The server decides; this only hides buttons that would be refused. */
  const has = (...roles: string[]) => me.value?.roles.some((role) => roles.includes(role)) ?? false;

  async function ask(): Promise<Me | null> {
    try {
      me.value = await api.get<Me>("/api/me");
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 401) throw error;
      me.value = null;
    }
    return me.value;
  }

  /** Asks the server once; later calls get the same answer until somebody signs in or out. */
  function known(): Promise<Me | null> {
    asked ??= ask().catch((error: unknown) => {
      asked = null;
      throw error;
    });
    return asked;
  }

  async function changed(): Promise<void> {
    forgetAntiforgery();
    asked = null;
    await known();
  }

  async function signIn(userName: string, password: string, remember: boolean): Promise<void> {
    await api.post("/api/session", { userName, password, remember });
    await changed();
  }

  async function redeem(token: string): Promise<void> {
    await api.post("/api/session/link", { token });
    await changed();
  }

  async function signOut(): Promise<void> {
    await api.delete("/api/session");
    await changed();
  }

  return { me, isAdministrator: computed(() => has("administrator")), mayPlan: computed(() => has("administrator", "leader", "secretary")), known, changed, signIn, redeem, signOut };
});
