/** One person, piece of equipment or material: everything of it in a small form. */

import { Button, Checkbox, Modal, NativeSelect, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { sendToWorkspace } from "~/here/queries";
import { Refusal } from "~/protocol/http";
import type { CalendarRow, RatesRow, ResourceRow } from "~/protocol/tables.generated";
import { Fields } from "~/ui/Page";
import { AvailabilityFields } from "./AvailabilityFields";
import { type Period, periodsOf, SORTS, type Sort, sortOf } from "./capacity";
import { LeavePart } from "./LeavePart";
import { MILLION } from "./rates";

export function ResourceDialog(props: {
  workspaceId: number;
  resource: ResourceRow | null;
  calendars: readonly CalendarRow[];
  rate: RatesRow | undefined;
  rates: boolean;
  onClose: () => void;
}) {
  const { t } = useTranslation(["people", "shell"]);
  const { resource, workspaceId } = props;
  const [sort, setSort] = useState<Sort>(resource ? sortOf(resource) : "person");
  const kind = sort === "material" || sort === "cost" ? sort : "work";
  const [periods, setPeriods] = useState<readonly Period[]>(periodsOf(resource));
  const [error, setError] = useState("");
  const [busy, setBusy] = useState(false);

  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? "").trim();
    const units = Number(text("units").replace(",", "."));
    const fields = {
      name: text("name"),
      kind,
      group: text("group"),
      email: text("email"),
      initials: text("initials"),
      placeholder: form.get("placeholder") === "on",
      calendar_id: Number(form.get("calendar")) || null,
      ...(kind === "work"
        ? {
            max_units: Math.round(units * 100),
            category: sort,
            availability: periods.length ? periods : null,
          }
        : {}),
      ...(kind === "material" ? { material_unit: text("unit") } : {}),
    };
    if (!fields.name) return setError(t("nameMissing"));
    if (kind === "work" && !(units >= 0)) return setError(t("unitsWrong"));
    setBusy(true);
    try {
      const saved = await sendToWorkspace(
        workspaceId,
        resource ? "resource.update" : "resource.create",
        resource ? { id: resource.id, fields } : { fields },
      );
      const id = resource?.id ?? saved.created?.resources?.[0];
      await saveRate(text("rate"), text("currency"), id);
      props.onClose();
    } catch (refused) {
      if (!(refused instanceof Refusal)) throw refused;
      setError(refused.message);
      setBusy(false);
    }
  };

  const saveRate = async (rate: string, currency: string, id: number | undefined) => {
    if (!props.rates || id === undefined || rate === "") return;
    const standard = Math.round(Number(rate.replace(",", ".")) * MILLION);
    if (!Number.isFinite(standard)) throw new Refusal(wrongRate(t("rateWrong")));
    if (standard === props.rate?.standard && currency === props.rate.currency) return;
    await sendToWorkspace(workspaceId, "rate.set", {
      fields: { resource_id: id, currency, standard, valid_from: props.rate?.valid_from ?? null },
    });
  };

  return (
    <Modal
      opened
      onClose={props.onClose}
      title={resource ? resource.name : t("add")}
      closeButtonProps={{ "aria-label": t("shell:close") }}
    >
      <form onSubmit={(event) => void save(event)} noValidate>
        <Fields>
          <TextInput
            name="name"
            label={t("name")}
            defaultValue={resource?.name}
            required
            maxLength={200}
            data-autofocus
          />
          <NativeSelect
            label={t("kind")}
            value={sort}
            onChange={(event) => setSort(event.currentTarget.value as Sort)}
            data={SORTS.map((value) => ({
              value,
              label: t(`kinds.${value}`),
            }))}
          />
          <TextInput
            name="group"
            label={t("group")}
            defaultValue={resource?.group}
            maxLength={200}
          />
          {kind === "work" && (
            <>
              <TextInput
                name="email"
                type="email"
                label={t("email")}
                defaultValue={resource?.email}
              />
              <TextInput
                name="initials"
                label={t("initials")}
                defaultValue={resource?.initials}
                maxLength={20}
              />
              <NativeSelect
                // Leave may have brought a calendar of their own meanwhile.
                key={resource?.calendar_id}
                name="calendar"
                label={t("calendar")}
                defaultValue={String(resource?.calendar_id ?? "")}
                data={[
                  { value: "", label: t("standard") },
                  ...props.calendars.map((one) => ({ value: String(one.id), label: one.name })),
                ]}
              />
              <TextInput
                name="units"
                label={t("unitsPercent")}
                inputMode="decimal"
                defaultValue={String((resource?.max_units ?? 10_000) / 100)}
              />
              <AvailabilityFields periods={periods} onChange={setPeriods} />
              <Checkbox
                name="placeholder"
                label={t("placeholderText")}
                defaultChecked={resource?.placeholder ?? false}
              />
            </>
          )}
          {kind === "material" && (
            <TextInput
              name="unit"
              label={t("materialUnit")}
              defaultValue={resource?.material_unit}
            />
          )}
          {props.rates && (
            <div style={{ display: "grid", gridTemplateColumns: "1fr 110px", gap: 8 }}>
              <TextInput
                name="rate"
                label={t("ratePerHour")}
                inputMode="decimal"
                defaultValue={props.rate ? String(props.rate.standard / MILLION) : ""}
              />
              <TextInput
                name="currency"
                label={t("currency")}
                maxLength={3}
                defaultValue={props.rate?.currency ?? "EUR"}
              />
            </div>
          )}
          {error && (
            <p role="alert" style={{ color: "var(--hw-critical)" }}>
              {error}
            </p>
          )}
          <div>
            <Button type="submit" variant="filled" loading={busy}>
              {t("save")}
            </Button>
          </div>
        </Fields>
      </form>
      {resource && kind === "work" && (
        <LeavePart workspaceId={workspaceId} resource={resource} calendars={props.calendars} />
      )}
    </Modal>
  );
}

const wrongRate = (detail: string) => ({ type: "invalid", title: detail, status: 422, detail });
