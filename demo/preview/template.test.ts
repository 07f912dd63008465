import { renderTemplate, TemplateError } from './template';

const dot = {
  Status: 'firing',
  Labels: { severity: 'critical', owner: 'Order team' },
  Alerts: [{ name: 'a' }, { name: 'b' }],
  Link: '',
  StartsAt: new Date('2026-03-01T02:03:04Z'),
};

test.each([
  ['plain { text }', 'plain { text }'],
  ['{{ .Labels.severity | toUpper }}', 'CRITICAL'],
  ['[{{ .Labels.missing | toUpper }}]', '[]'],
  ['{{ "{{ a }}" }}', '{{ a }}'],
  ['{{ if eq .Status "firing" }}yes{{ else }}no{{ end }}', 'yes'],
  ['{{ if eq .Status "x" }}1{{ else if eq .Status "firing" }}2{{ else }}3{{ end }}!', '2!'],
  ['{{ with .Link }}<{{ . }}>{{ else }}none{{ end }}', 'none'],
  ['{{ range .Alerts }}{{ .name }},{{ end }}', 'a,b,'],
  ['{{ .StartsAt.Unix }} {{ .StartsAt.UTC.Format "2006-01-02 15:04" }}', '1772330584 2026-03-01 02:03'],
  ['{{ with $values.A }}{{ printf "%.2f" .Share | humanizePercentage }}{{ end }}', '12%'],
  ['{{ with $values.A }}{{ humanize .Value }} {{ humanizePercentage .Share }}{{ end }}', '1.234k 12.35%'],
  ['{{ .Labels }}', 'severity=critical, owner=Order team'],
  ['a {{- .Status -}} b', 'afiringb'],
  ['{{/* nothing */}}x', 'x'],
  ['{{ define "who" }}<{{ .owner }}>{{ end }}{{ template "who" .Labels }}', '<Order team>'],
  ['{{ define "who" }}{{ .owner }}{{ end }}{{ tmpl.Exec "who" .Labels | toUpper }}', 'ORDER TEAM'],
  [
    '{{ $x := "a" }}{{ range $i, $alert := .Alerts }}{{ $x = printf "%s%d%s" $x $i $alert.name }}{{ end }}{{ $x }}',
    'a0a1b',
  ],
  ['{{ coll.Dict "a" (coll.Slice 1 (len .Alerts)) | data.ToJSON }}', '{"a":[1,2]}'],
  [
    '{{ range (.Labels.Remove (stringSlice "owner")).SortedPairs }}{{ .Name }}={{ .Value }}{{ end }}',
    'severity=critical',
  ],
  ['{{ urlquery "a b+c" }}', 'a+b%2Bc'],
])('%s', (template, text) => {
  expect(renderTemplate(template, { dot, variables: { values: { A: { Value: 1234, Share: 0.12346 } } } })).toBe(text);
});

test.each([
  '{{ if .Status }}',
  '{{ .A }}{{ end }}',
  '{{ template "x" . }}',
  '{{ .Status ',
  '{{ unknown .A }}',
  '{{ $x }}',
])('%s is refused', (template) => {
  expect(() => renderTemplate(template, { dot })).toThrow(TemplateError);
});
