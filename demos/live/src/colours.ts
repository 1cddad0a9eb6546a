/** One palette: dark and calm, each lane its own colour, all of them above 7:1 on the panels. */
export const colours = {
  page: '#0b0e13',
  panel: '#131820',
  panelOdd: '#171d27',
  line: '#2b3442',
  text: '#e9edf3',
  dim: '#9aa7b8',
  signals: '#f2b84b',
  breaks: '#b79cf5',
  decisions: '#6fb4ff',
  switches: '#62d394',
  beacons: '#58d3d8',
  bad: '#ff8f80',
};
