// What was done to an environment, in people's words, by the methods that do it: what is said when it is done ("Restarted
// 3 seconds ago"), while it goes on ("Restarting now"), and when it failed ("Restart failed 3 seconds ago").

const CONTROL = 'environment.control.';

const WORDS = [
  [['Created', 'Creating', 'Creation'], `${CONTROL}CreateEnvironment`],
  [['Cloned', 'Cloning', 'Cloning'], `${CONTROL}CloneEnv`],
  [['Renamed', 'Renaming', 'Renaming'], `${CONTROL}SetEnvDisplayName`],
  [['Deleted', 'Deleting', 'Deletion'], `${CONTROL}DeleteEnv`],
  [['Started', 'Starting', 'Start'], `${CONTROL}StartEnv`],
  [['Stopped', 'Stopping', 'Stop'], `${CONTROL}StopEnv`],
  [['Put to sleep', 'Going to sleep', 'Putting to sleep'], `${CONTROL}SleepEnv`],
  [['Restarted', 'Restarting', 'Restart'], `${CONTROL}RestartNodes`],
  [['Redeployed', 'Redeploying', 'Redeployment'],
    `${CONTROL}RedeployContainers`, `${CONTROL}RedeployContainersByGroup`, `${CONTROL}RedeployContainerById`],
  [['Commands run', 'Running commands', 'Run of commands'], `${CONTROL}ExecCmdById`, `${CONTROL}ExecCmdByGroup`],

  [['Deployed', 'Deploying', 'Deployment'],
    'environment.deployment.Deploy', 'environment.deployment.DeployArchive', 'deployment.archive.DeployArchive'],
  [['Archive uploaded', 'Uploading an archive', 'Upload of an archive'], 'storage.uploader.Upload'],
  [['Archive noted', 'Noting an archive', 'Noting of an archive'], 'deployment.archive.CreateObject'],
  [['Archive deleted', 'Deleting an archive', 'Deletion of an archive'], 'deployment.archive.DeleteArchive'],

  [['Variables changed', 'Changing variables', 'Change of variables'],
    `${CONTROL}AddContainerEnvVars`, `${CONTROL}SetContainerEnvVars`, `${CONTROL}SetContainerEnvVarsByGroup`],
  [['Variables removed', 'Removing variables', 'Removal of variables'], `${CONTROL}RemoveContainerEnvVars`],

  [['Installed', 'Installing', 'Installation'], 'marketplace.app.Install', 'marketplace.jps.Install'],
  [['Uninstalled', 'Uninstalling', 'Uninstallation'], 'marketplace.installation.Uninstall'],
];

/** By method: done, going on, and what failed. */
export const actionTexts = new Map(WORDS.flatMap(([words, ...methods]) => methods.map((method) => [method, words])));

/** The same for a method that is not known here: "Resize node group done 3 seconds ago". */
export function unknownAction(method) {
  const words = method.split('.').at(-1).replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
  const name = words.charAt(0).toUpperCase() + words.slice(1);
  return [`${name} done`, `${name} going on`, name];
}
