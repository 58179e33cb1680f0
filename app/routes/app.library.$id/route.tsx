import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { DECISIONS } from "../../library/decision.ts";
import { PackshotError } from "../../platform/errors.ts";
import { useTexts } from "../../texts/speaking.tsx";
import { FailureBanner } from "../../ui/frame/failure-banner.tsx";
import { Panel } from "../../ui/frame/panel.tsx";
import { Screen } from "../../ui/frame/screen.tsx";
import { ImageButtons } from "../../ui/library/image-buttons.tsx";
import styles from "../../ui/library/image-details.module.css";
import { ImageFacts } from "../../ui/library/image-facts.tsx";
import { ImageHistory } from "../../ui/library/image-history.tsx";
import { ImagePair } from "../../ui/library/image-pair.tsx";
import { ImagePlaces } from "../../ui/library/image-places.tsx";
import { ImageStanding } from "../../ui/library/image-standing.tsx";
import { AltTextField } from "../../ui/review/alt-text-field.tsx";
import { embeddedAction, embeddedLoader } from "../edge/embedded.server.ts";
import { imageDetails } from "../edge/image-details.server.ts";
import { idIn, newFormToken, readForm } from "../edge/input.server.ts";
import { Regenerating } from "../edge/regenerating.tsx";
import { Copy } from "./copy.tsx";
import { useImageActions } from "./use-image-actions.ts";

export { headers } from "../edge/embedded.server.ts";
export { keepShown as clientLoader } from "../edge/keep-shown.ts";
export { ErrorScreen as ErrorBoundary } from "../../ui/frame/error-screen.tsx";

const decision = z.enum(DECISIONS);

const ImageForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("decide"), decision, before: decision }),
  z.object({ intent: z.literal("alt"), altText: z.string().max(5_000) }),
  z.object({ intent: z.enum(["download", "keep", "stop_keeping", "delete"]) }),
]);

export const loader = embeddedLoader(async ({ shop, person, params, services }) => {
  const image = await services.library.find(shop, idIn(params));
  if (!image) throw new PackshotError("not_found");
  const { canEditProducts } = person;
  return { ...(await imageDetails(services, shop, image)), canEditProducts, formToken: newFormToken() };
});

export const action = embeddedAction(async ({ request, shop, person, editor, params, services }) => {
  const id = idIn(params);
  const form = await readForm(request, ImageForm);
  const { library, retention } = services;
  switch (form.intent) {
    case "decide": {
      const asked = { imageId: id, decision: form.decision, before: form.before, ago: 0 };
      const [answer] = await library.decide(shop, person, [asked]);
      if (answer?.why) throw new PackshotError(answer.why, { image: id });
      return { ok: true };
    }
    case "alt":
      await library.setAltText(shop, person, id, form.altText);
      return { ok: true };
    case "download":
      return { url: await library.download(shop, person, id) };
    case "keep":
      await retention.keep(shop, person, [id]);
      return { ok: true };
    case "stop_keeping":
      await retention.stopKeeping(shop, await editor(), [id]);
      return { ok: true };
    case "delete":
      await library.remove(shop, await editor(), id);
      return redirect("/app/library");
  }
});

export default function Image() {
  const { t } = useTexts();
  const loaded = useLoaderData<typeof loader>();
  const { image, isPublished, places, history, canEditProducts } = loaded;
  const actions = useImageActions(loaded);
  return (
    <Screen
      title={image.productTitle}
      back={{ label: t("frame.library"), url: "/app/library" }}
      aside={<ImageStanding {...image} />}
    >
      {actions.isRegenerating && <Regenerating image={image} onClose={actions.onRegenerated} />}
      <FailureBanner code={actions.failure} />
      <ImagePair {...image} />
      <Panel>
        <ImageButtons
          {...image}
          {...{ isPublished, canEditProducts }}
          {...actions}
          publishUrl={`/app/publish?images=${image.id}`}
        />
      </Panel>
      <div className={styles.columns}>
        <div className={styles.column}>
          <Panel>
            <AltTextField
              key={image.altText}
              altText={image.altText}
              isBusy={actions.busyWith === "alt"}
              onSave={actions.onReword}
            />
          </Panel>
          <ImageFacts image={image} />
        </div>
        <div className={styles.column}>
          <ImagePlaces places={places} />
          {canEditProducts && image.decision === "approved" && !image.hasExpired && (
            <Copy imageId={image.id} />
          )}
          <ImageHistory lines={history} />
        </div>
      </div>
    </Screen>
  );
}
