// grammY against the fake: node drive.mjs calls|polling|webhook ROOT TOKEN CHAT [PORT]
// Each line it prints is a JSON object: what an answer said, or what an update brought.
import { createServer } from "node:http";
import { Bot, GrammyError, InlineKeyboard, webhookCallback } from "grammy";

const [mode, apiRoot, token, chat, port] = process.argv.slice(2);
const bot = new Bot(token, { client: { apiRoot } });
const say = (thing) => console.log(JSON.stringify(thing));

async function ask(step, call) {
  try {
    say({ step, result: await call() });
  } catch (error) {
    if (!(error instanceof GrammyError)) throw error;
    say({ step, code: error.error_code, description: error.description, parameters: error.parameters });
  }
}

async function calls() {
  const keyboard = new InlineKeyboard().text("Oui", "yes").row().text("Non", "no");
  let sent;
  await ask("me", () => bot.api.getMe());
  await ask("send", async () => (sent = await bot.api.sendMessage(chat, "<b>Oui</b> ?", { parse_mode: "HTML", reply_markup: keyboard })));
  await ask("edit", () => bot.api.editMessageText(chat, sent.message_id, "Merci"));
  await ask("same", () => bot.api.editMessageText(chat, sent.message_id, "Merci"));
  await ask("gone", () => bot.api.editMessageText(chat, 9999, "Merci"));
  await ask("nobody", () => bot.api.sendMessage(1, "?"));
  await ask("old tap", () => bot.api.answerCallbackQuery("12345"));
  await ask("blocked", () => bot.api.sendMessage(Number(chat) + 1, "?"));
  await ask("moved", () => bot.api.sendMessage(-4200000001, "?"));
  await ask("flood", () => bot.api.sendMessage(Number(chat) + 2, "?"));
  await ask("hook", () => bot.api.setWebhook("https://voix.example/telegram", { secret_token: "abc", allowed_updates: ["message"] }));
  await ask("info", () => bot.api.getWebhookInfo());
  await ask("conflict", () => bot.api.getUpdates());
  await ask("unhook", () => bot.api.deleteWebhook());
}

bot.command("start", (ctx) => ctx.reply(`Bonjour ${ctx.match}`, { reply_markup: new InlineKeyboard().text("Oui", "yes") }));
bot.callbackQuery("yes", async (ctx) => {
  await ctx.answerCallbackQuery("Noté");
  await ctx.editMessageText("Merci");
});
bot.on("my_chat_member", (ctx) => say({ member: ctx.myChatMember.new_chat_member.status }));
bot.on("edited_message:text", (ctx) => say({ edited: ctx.editedMessage.text }));
bot.on("message:text", async (ctx) => {
  say({ text: ctx.message.text, to: ctx.message.reply_to_message?.text });
  if (ctx.message.text === "fin" && mode === "polling") await bot.stop();
  if (ctx.message.text === "fin" && mode === "webhook") setTimeout(() => process.exit(0), 50);
});
bot.on("message", (ctx) => say({ kind: Object.keys(ctx.message).filter((key) => !["message_id", "from", "chat", "date"].includes(key)) }));

if (mode === "calls") await calls();
if (mode === "polling") await bot.start({ onStart: () => say({ started: true }) });
if (mode === "webhook") {
  await bot.init();
  createServer(webhookCallback(bot, "http", { secretToken: "abc" })).listen(Number(port), "127.0.0.1", async () => {
    await bot.api.setWebhook(`http://127.0.0.1:${port}/`, { secret_token: "abc" });
    say({ started: true });
  });
}
