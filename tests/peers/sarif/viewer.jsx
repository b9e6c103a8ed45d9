// A page with one SARIF log in Microsoft's viewer.
import * as React from 'react'
import * as ReactDOM from 'react-dom'
import {Viewer} from '@microsoft/sarif-web-component'
import log from './log.json'
ReactDOM.render(<Viewer logs={[log]} />, document.getElementById('app'))
