import type { Block, Policy } from "../../privacy/policy.ts";

/** What a policy says, in plain headings, lists and tables: the same in public and within the app. */
export function PolicyBody({ lead, version, date, sections }: Omit<Policy, "title">) {
  return (
    <>
      <p className="policy-version">
        Version {version}, {date}
      </p>
      <p>{lead.text}</p>
      <nav aria-label="On this page">
        <ul>
          {sections.map(({ id, title }) => (
            <li key={id}>
              <a href={`#${id}`}>{title}</a>
            </li>
          ))}
        </ul>
      </nav>
      {sections.map(({ id, title, blocks }) => (
        <section key={id} aria-labelledby={id}>
          <h2 id={id}>{title}</h2>
          {blocks.map((block, n) => (
            <PolicyBlock key={n} block={block} title={title} />
          ))}
        </section>
      ))}
    </>
  );
}

function PolicyBlock({ block, title }: { block: Block; title: string }) {
  if (block.kind === "text") return <p>{block.text.text}</p>;
  if (block.kind === "list") {
    return (
      <ul>
        {block.items.map(({ text }) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    );
  }
  if (block.kind === "links") {
    return (
      <ul>
        {block.links.map(({ label, url }) => (
          <li key={url}>
            <a href={url} target="_blank" rel="noreferrer">
              {label}
            </a>
          </li>
        ))}
      </ul>
    );
  }
  return <PolicyTable {...block} title={title} />;
}

type TableProps = Omit<Extract<Block, { kind: "table" }>, "kind"> & { title: string };

/** On a phone each row is a small block of its own, so that nothing has to be moved sideways. */
function PolicyTable({ head, rows, title }: TableProps) {
  return (
    <table aria-label={title}>
      <thead>
        <tr>
          {head.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((cells) => (
          <tr key={cells.map(({ text }) => text).join()}>
            {cells.map(({ text }, n) => (
              <td key={head[n]} data-head={head[n]}>
                {text}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
